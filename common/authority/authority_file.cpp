#include "common/authority/authority_file.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "common/edit_distance.h"
#include "common/error.h"
#include "common/text/characters.h"
#include "common/text/trim.h"

namespace dateline {

namespace {

constexpr std::array<std::string_view, 6> keywords{"person", "org", "place", "alias", "note", "hide"};
constexpr std::string_view keywords_hint = "a line begins with person:, org:, place:, alias:, note: or hide:";

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return result;
}

std::optional<FieldId> kind_named(std::string_view keyword) {
    // What every file is full of must not wait for all names of all fields.
    for (const FieldId kind : authority_kinds) {
        if (field(kind).name == keyword) return kind;
    }
    const Field* known = find_field(keyword);
    if (!known || std::ranges::find(authority_kinds, known->id) == authority_kinds.end()) return std::nullopt;
    return known->id;
}

/// True for what is neither broken UTF-8 nor a control character but the tab.
bool is_clean(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] >= ' ' && line[at] < '\x7f') {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        const char32_t character = next_character(line, at);
        if (character == 0xFFFD && line.substr(begin, at - begin) != "\xEF\xBF\xBD") return false;
        if ((character < 0x20 && character != '\t') || (character >= 0x7F && character < 0xA0)) return false;
    }
    return true;
}

class Parser {
public:
    Parser(const std::string& file, Folder& folder) : file_(file), folder_(folder) {}

    std::vector<AuthorityEntry> parse(std::string_view text) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
        for (number_ = 1; !text.empty(); ++number_) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            line_ = trimmed(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
            read_line();
        }
        return std::move(entries_);
    }

private:
    enum class Block : std::uint8_t { none, entity, hidden };

    void read_line() {
        if (line_.empty()) {
            block_ = Block::none;
            return;
        }
        if (!is_clean(line_)) refuse("this line is not clean UTF-8", "save the file as UTF-8 text", false);
        if (line_.front() == '#') return;
        const auto [keyword, value] = split(line_);
        if (value.empty())
            refuse(fmt::format("nothing stands behind {}:", keyword),
                   "write a name there, or take the line out");
        if (keyword == "alias") {
            add_alias(value);
        } else if (keyword == "note") {
            add_note(value);
        } else if (keyword == "hide") {
            hide(value);
        } else if (const auto kind = kind_named(keyword)) {
            begin_entity(*kind, value);
        } else {
            const auto close = nearest(keyword, keywords);
            refuse(fmt::format("'{}:' is not known here", keyword),
                   close ? fmt::format("did you mean {}:?", *close) : std::string(keywords_hint));
        }
    }

    /// The word before the first colon, in lower case, and what stands behind it.
    std::pair<std::string, std::string_view> split(std::string_view text) {
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) refuse("no colon in this line", std::string(keywords_hint));
        return {lower(trimmed(text.substr(0, colon))), trimmed(text.substr(colon + 1))};
    }

    void begin_entity(FieldId kind, std::string_view name) {
        if (block_ != Block::none) refuse("a second entity in one block", "put an empty line before it");
        block_ = Block::entity;
        entries_.push_back({.kind = kind, .hidden = false, .names = {}, .note = {}});
        claim(name);
    }

    void hide(std::string_view value) {
        if (block_ == Block::entity) refuse("hide: inside an entity's block", "put an empty line before it");
        const std::string hint = "write hide: person: NAME, or with org: or place:";
        if (value.find(':') == std::string_view::npos) refuse("hide: without a kind", hint);
        const auto [keyword, name] = split(value);
        const auto kind = kind_named(keyword);
        if (!kind) refuse(fmt::format("'{}' is no kind of entity", keyword), hint);
        if (name.empty()) refuse(fmt::format("nothing stands behind {}:", keyword), hint);
        block_ = Block::hidden;
        entries_.push_back({.kind = *kind, .hidden = true, .names = {}, .note = {}});
        claim(name);
    }

    void add_alias(std::string_view name) {
        if (block_ == Block::hidden) {
            refuse("alias: behind hide:", "hide each name by a line of its own: hide: person: NAME");
        }
        need_block("alias");
        claim(name);
    }

    void add_note(std::string_view text) {
        need_block("note");
        std::string& note = entries_.back().note;
        if (!note.empty()) note += ' ';
        note += text;
    }

    void need_block(std::string_view keyword) {
        if (block_ != Block::none) return;
        refuse(fmt::format("{}: without an entity above it", keyword),
               "a block begins with person:, org: or place:; an empty line ends it");
    }

    void claim(std::string_view name) {
        AuthorityEntry& entry = entries_.back();
        std::string key = name_key(name, folder_);
        if (key.empty()) refuse(fmt::format("'{}' is no name", name), "a name has letters or digits");
        const auto [claim, is_new] = claims_[authority_kind_index(entry.kind)].try_emplace(key, Claim{});
        if (is_new) {
            claim->second = {entries_.size() - 1, number_};
            entry.names.push_back({std::string(name), std::move(key), number_});
        } else if (claim->second.entry != entries_.size() - 1) {
            const std::size_t line = claim->second.line;
            const AuthorityEntry& owner = entries_[claim->second.entry];
            refuse(owner.hidden ? fmt::format("'{}' is hidden in line {}", name, line)
                                : fmt::format("'{}' is a name of '{}' already, in line {}", name,
                                              owner.names.front().name, line),
                   fmt::format("a name stands for one {} only: take out line {} or this one",
                               field(entry.kind).name, line));
        }
    }

    [[noreturn]] void refuse(std::string message, std::string hint, bool show_line = true) const {
        Error error(std::move(message), std::move(hint));
        error.at(fmt::format("{}:{}", file_, number_));
        if (show_line) error.pointing(std::string(line_), 0);
        throw std::move(error);
    }

    struct Claim {
        std::size_t entry = 0;
        std::size_t line = 0;
    };

    const std::string& file_;
    Folder& folder_;
    std::vector<AuthorityEntry> entries_;
    std::array<std::unordered_map<std::string, Claim>, authority_kinds.size()> claims_;
    std::string_view line_;
    std::size_t number_ = 0;
    Block block_ = Block::none;
};

}  // namespace

std::vector<AuthorityEntry> parse_authority(std::string_view text, const std::string& file, Folder& folder) {
    return Parser(file, folder).parse(text);
}

}  // namespace dateline
