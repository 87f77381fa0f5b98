#include "indexer/readers/front_matter.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/published_dates.h"
#include "indexer/input/clean_text.h"
#include "indexer/readers/article_builder.h"

namespace dateline {
namespace {

/// A head beyond these is none.
constexpr std::size_t most_lines = 1000;
constexpr std::size_t longest_head = std::size_t{256} << 10;

bool is_key(std::string_view text) {
    if (text.empty() || text.size() > 40) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == ' ' || c == '.';
    });
}

/// Splits "key: value"; false when the line is none.
bool split_entry(std::string_view line, std::string_view& key, std::string_view& value) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const bool parted = colon + 1 == line.size() || line[colon + 1] == ' ' || line[colon + 1] == '\t';
    key = trimmed(line.substr(0, colon));
    value = trimmed(line.substr(colon + 1));
    return parted && is_key(key);
}

/// The text of a scalar: without its quotes, escapes undone; without a comment when it has no quotes.
std::string scalar(std::string_view value) {
    value = trimmed(value);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        std::string text;
        value = value.substr(1, value.size() - 2);
        for (std::size_t at = 0; at < value.size(); ++at) {
            if (value[at] == '\\' && at + 1 < value.size()) {
                ++at;
                text += value[at] == 'n' || value[at] == 't' ? ' ' : value[at];
            } else {
                text += value[at];
            }
        }
        return text;
    }
    if (value.size() >= 2 && value.front() == '\'' && value.back() == '\'') {
        std::string text;
        value = value.substr(1, value.size() - 2);
        for (std::size_t at = 0; at < value.size(); ++at) {
            text += value[at];
            if (value[at] == '\'' && at + 1 < value.size() && value[at + 1] == '\'') ++at;
        }
        return text;
    }
    const std::size_t comment = value.find(" #");
    value = trimmed(value.substr(0, comment));
    if (value == "null" || value == "~") return {};
    return std::string(value);
}

/// The elements of "a, 'b, c', d".
std::vector<std::string> flow_list(std::string_view inside) {
    std::vector<std::string> values;
    std::size_t begin = 0;
    char quote = 0;
    for (std::size_t at = 0; at <= inside.size(); ++at) {
        const bool end = at == inside.size();
        if (!end && quote != 0) {
            if (inside[at] == quote) quote = 0;
            continue;
        }
        const bool value_begins = trimmed(inside.substr(begin, at - begin)).empty();
        if (!end && value_begins && (inside[at] == '"' || inside[at] == '\'')) quote = inside[at];
        if (!end && inside[at] != ',') continue;
        std::string value = scalar(inside.substr(begin, at - begin));
        if (!value.empty()) values.push_back(std::move(value));
        begin = at + 1;
    }
    return values;
}

void set_value(HeadEntry& entry, std::string_view value) {
    if (value.starts_with('[') && value.ends_with(']') && value.size() >= 2) {
        entry.list = true;
        entry.values = flow_list(value.substr(1, value.size() - 2));
        return;
    }
    std::string text = scalar(value);
    if (!text.empty()) entry.values.push_back(std::move(text));
}

bool is_mark(std::string_view line, std::string_view mark) {
    return line.starts_with(mark) && trimmed(line.substr(mark.size())).empty();
}

}  // namespace

std::optional<TextHead> read_front_matter(std::string_view text) {
    TextHead head{{}, text};
    std::string_view line;
    if (!take_line(head.rest, line) || !is_mark(line, "---")) return std::nullopt;
    bool in_block = false;
    for (std::size_t lines = 0; lines < most_lines && take_line(head.rest, line); ++lines) {
        if (text.size() - head.rest.size() > longest_head) return std::nullopt;
        if (is_mark(line, "---") || is_mark(line, "...")) return head;
        const std::string_view content = trimmed(line);
        const bool indented = !content.empty() && (line.front() == ' ' || line.front() == '\t');
        if (in_block && (indented || content.empty())) {
            std::string& block = head.entries.back().values.front();
            block.append(block.empty() ? "" : "\n").append(content);
            continue;
        }
        in_block = false;
        if (content.empty() || content.front() == '#') continue;
        if (!head.entries.empty() && (content.starts_with("- ") || content == "-")) {
            HeadEntry& entry = head.entries.back();
            std::string item = scalar(content.substr(1));
            // "- name: Ines Duarte"
            std::string_view inner_key;
            std::string_view inner;
            if (split_entry(item, inner_key, inner) && inner_key == "name") item = scalar(inner);
            entry.list = true;
            if (!item.empty()) entry.values.push_back(std::move(item));
            continue;
        }
        if (indented && !head.entries.empty()) continue;  // deeper structure, which no field has
        std::string_view key;
        std::string_view value;
        if (!split_entry(line, key, value)) return std::nullopt;
        HeadEntry entry{std::string(key), {}, false};
        in_block =
            value == "|" || value == ">" || value == "|-" || value == ">-" || value == "|+" || value == ">+";
        if (in_block) {
            entry.values.emplace_back();
        } else {
            set_value(entry, value);
        }
        head.entries.push_back(std::move(entry));
    }
    return std::nullopt;
}

std::optional<TextHead> read_headers(std::string_view text) {
    TextHead head{{}, text};
    bool sure = false;
    std::string_view line;
    for (std::size_t lines = 0; lines < most_lines && take_line(head.rest, line); ++lines) {
        if (text.size() - head.rest.size() > longest_head) return std::nullopt;
        if (trimmed(line).empty()) break;
        if ((line.front() == ' ' || line.front() == '\t') && !head.entries.empty()) {
            std::vector<std::string>& values = head.entries.back().values;
            if (values.empty()) values.emplace_back();
            values.front().append(" ").append(trimmed(line));
            continue;
        }
        std::string_view key;
        std::string_view value;
        if (!split_entry(line, key, value)) return std::nullopt;
        const KeyMatch match = match_key(key);
        if (match.field == nullptr) return std::nullopt;
        sure = sure || match.field->id == FieldId::title ||
               (match.field->id == FieldId::published && parse_timestamp(value));
        HeadEntry entry{std::string(key), {}, false};
        if (!value.empty()) entry.values.emplace_back(value);
        head.entries.push_back(std::move(entry));
    }
    if (!sure) return std::nullopt;
    return head;
}

}  // namespace dateline
