#include "indexer/readers/front_matter.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

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

bool is_mark(std::string_view line, std::string_view mark) {
    return line.starts_with(mark) && trimmed(line.substr(mark.size())).empty();
}

/// Takes the lines of front matter in, one by one.
class FrontMatter {
public:
    explicit FrontMatter(TextHead& head) : head_(head) {}

    void take(std::string_view line, std::size_t number) {
        const std::string_view content = trimmed(line);
        const bool indented = !content.empty() && (line.front() == ' ' || line.front() == '\t');
        number_ = number;
        if (in_block_ && (indented || content.empty())) return add_to_block(content);
        in_block_ = false;
        std::string_view key;
        std::string_view value;
        const bool is_entry = split_entry(content, key, value);
        if (!open_list_.empty() && (indented || !is_entry)) return add_to_list(content);
        end_list();
        if (content.empty() || content.front() == '#') return;
        if (!head_.entries.empty() && (content.starts_with("- ") || content == "-"))
            return add_item(content.substr(1));
        if (indented && !head_.entries.empty()) return go_on(content, is_entry);
        if (!is_entry) {
            ++bad_;
            return note("is no \"key: value\" and left out", content);
        }
        add_entry(key, value);
    }

    /// After the last line.
    void end() { end_list(); }

    [[nodiscard]] bool begins_with_known_key() const { return begins_with_known_key_; }
    [[nodiscard]] bool is_front_matter() const {
        return bad_ == 0 || (known_ > 0 && bad_ <= head_.entries.size());
    }

private:
    void note(std::string_view what, std::string_view content) {
        head_.notes.push_back(fmt::format("line {} {}: {}", number_, what, one_line(content.substr(0, 80))));
    }

    void add_entry(std::string_view key, std::string_view value) {
        const bool known = match_key(key).field != nullptr;
        if (head_.entries.empty() && bad_ == 0) begins_with_known_key_ = known;
        if (known) ++known_;
        head_.entries.push_back({std::string(key), {}, false});
        HeadEntry& entry = head_.entries.back();
        goes_on_ = false;
        if (value == "|" || value == ">" || value == "|-" || value == ">-" || value == "|+" ||
            value == ">+") {
            in_block_ = true;
            entry.values.emplace_back();
            return;
        }
        if (value.starts_with('[')) {
            list_line_ = number_;
            return add_to_list(value);
        }
        if (value.starts_with('"') && value.find('"', 1) == value.npos)
            note("has a quotation mark that is not closed", value);
        std::string text = scalar(value);
        goes_on_ = !text.empty() && value.front() != '"' && value.front() != '\'';
        if (!text.empty()) entry.values.push_back(std::move(text));
    }

    void add_to_block(std::string_view content) {
        std::string& block = head_.entries.back().values.front();
        block.append(block.empty() ? "" : "\n").append(content);
    }

    /// "- Ines Duarte", "- name: Ines Duarte"
    void add_item(std::string_view written) {
        HeadEntry& entry = head_.entries.back();
        std::string item = scalar(written);
        std::string_view inner_key;
        std::string_view inner;
        if (split_entry(item, inner_key, inner) && inner_key == "name") item = scalar(inner);
        entry.list = true;
        goes_on_ = false;
        if (!item.empty()) entry.values.push_back(std::move(item));
    }

    /// An indented line: more of the value before it, or deeper structure, which no field has.
    void go_on(std::string_view content, bool is_entry) {
        if (!goes_on_ || is_entry) return note("is nested too deeply and left out", content);
        head_.entries.back().values.front().append(" ").append(scalar(content));
    }

    /// Of "[a, b]", which may stand on several lines.
    void add_to_list(std::string_view content) {
        const std::size_t comment = content.rfind("] #");
        if (comment != content.npos) content = content.substr(0, comment + 1);
        open_list_.append(open_list_.empty() ? "" : " ").append(content);
        if (content.ends_with(']')) set_list(std::string_view(open_list_).substr(1, open_list_.size() - 2));
    }

    void end_list() {
        if (open_list_.empty()) return;
        head_.notes.push_back(fmt::format("line {} begins a list that is not closed", list_line_));
        set_list(std::string_view(open_list_).substr(1));
    }

    void set_list(std::string_view inside) {
        HeadEntry& entry = head_.entries.back();
        entry.list = true;
        entry.values = flow_list(inside);
        open_list_.clear();
    }

    TextHead& head_;
    std::size_t number_ = 0;
    std::size_t bad_ = 0;
    std::size_t known_ = 0;
    bool begins_with_known_key_ = false;
    bool in_block_ = false;
    bool goes_on_ = false;   ///< the last value is one that an indented line continues
    std::string open_list_;  ///< what there is of a list that is not closed yet, from its bracket on
    std::size_t list_line_ = 0;
};

}  // namespace

std::optional<TextHead> read_front_matter(std::string_view text) {
    TextHead head{{}, text};
    std::string_view line;
    if (!take_line(head.rest, line) || !is_mark(line, "---")) return std::nullopt;
    FrontMatter front(head);
    for (std::size_t number = 2; number <= most_lines && take_line(head.rest, line); ++number) {
        if (text.size() - head.rest.size() > longest_head) break;
        if (is_mark(line, "---") || is_mark(line, "...")) {
            front.end();
            if (!front.is_front_matter()) return std::nullopt;
            return head;
        }
        front.take(line, number);
    }
    if (!front.begins_with_known_key()) return std::nullopt;
    head.problem = "the front matter is not closed";
    head.hint = "end it with a line \"---\" behind the last key";
    return head;
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
