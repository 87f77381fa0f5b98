#include "indexer/markup/slim_html.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "indexer/markup/html_names.h"

namespace dateline {
namespace {

/// No element's or attribute's name that matters is longer.
constexpr std::size_t longest_name = 24;
/// More '<' that begin no tag than this are no text but noise, and each would become four bytes.
constexpr std::size_t most_stray_brackets = 100'000;

enum class Fate : std::uint8_t {
    keep,
    drop_tag,      ///< the tag goes, what it holds stays
    drop_content,  ///< what it holds goes too, if there is an end tag
    drop_raw,      ///< the same, to the end of the page without an end tag: nothing in it is markup
};

Fate fate_of(Tag tag) {
    switch (tag) {
        case Tag::script:
        case Tag::style:
            return Fate::drop_raw;
        case Tag::svg:
        case Tag::noscript:
        case Tag::template_:
        case Tag::iframe:
        case Tag::select:
        case Tag::textarea:
        case Tag::audio:
        case Tag::object:
            return Fate::drop_content;
        case Tag::b:
        case Tag::i:
        case Tag::u:
        case Tag::em:
        case Tag::font:
        case Tag::img:
        case Tag::amp_img:
        case Tag::input:
        case Tag::option:
        case Tag::picture:
        case Tag::source:
        case Tag::strong:
            return Fate::drop_tag;
        default:
            return Fate::keep;
    }
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\0';
}

/// A name in lower case, in place; one that is too long is cut and matches nothing.
class LowerName {
public:
    explicit LowerName(std::string_view name) : size_(std::min(name.size(), bytes_.size())) {
        for (std::size_t at = 0; at < size_; ++at)
            bytes_[at] = name[at] >= 'A' && name[at] <= 'Z' ? static_cast<char>(name[at] | 0x20) : name[at];
    }
    [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }

private:
    std::array<char, longest_name> bytes_{};
    std::size_t size_;
};

class Slimmer {
public:
    explicit Slimmer(std::string_view page) : page_(page) { slim_.markup.reserve(page.size() / 2 + 64); }

    SlimHtml run() {
        while (at_ < page_.size()) {
            const std::size_t bracket = std::min(page_.find('<', at_), page_.size());
            add_text(page_.substr(at_, bracket - at_));
            at_ = bracket;
            if (at_ < page_.size()) take_bracket();
        }
        return std::move(slim_);
    }

private:
    void add_text(std::string_view text) {
        for (std::size_t zero = text.find('\0'); zero != std::string_view::npos; zero = text.find('\0')) {
            slim_.markup.append(text.substr(0, zero));
            text.remove_prefix(zero + 1);
        }
        slim_.markup.append(text);
    }

    [[nodiscard]] char peek(std::size_t ahead) const {
        return at_ + ahead < page_.size() ? page_[at_ + ahead] : '\0';
    }

    void take_bracket() {
        const char next = peek(1);
        if (is_letter(next)) return take_start_tag();
        if (next == '/' && is_letter(peek(2))) return take_end_tag();
        if (page_.substr(at_).starts_with("<!--")) return take_comment();
        if (next == '!' || next == '?' || next == '/') return skip_past('>');
        ++at_;
        if (++stray_brackets_ <= most_stray_brackets) slim_.markup += "&lt;";
    }

    void skip_past(char mark) {
        const std::size_t found = page_.find(mark, at_);
        at_ = found == std::string_view::npos ? page_.size() : found + 1;
    }

    /// A comment that is not closed ends with its first bracket: what follows may be the article.
    void take_comment() {
        const std::size_t end = comments_end_ ? page_.find("-->", at_ + 2) : std::string_view::npos;
        if (end == std::string_view::npos) {
            comments_end_ = false;
            return skip_past('>');
        }
        at_ = end + 3;
    }

    [[nodiscard]] std::string_view take_name() {
        const std::size_t begin = at_;
        while (at_ < page_.size() && !is_blank(page_[at_]) && page_[at_] != '>' && page_[at_] != '/' &&
               page_[at_] != '=')
            ++at_;
        return page_.substr(begin, at_ - begin);
    }

    void take_end_tag() {
        at_ += 2;
        const LowerName name(take_name());
        skip_past('>');
        const Tag tag = tag_named(name.text());
        if (fate_of(tag) != Fate::keep) return;
        std::uint32_t& open = open_[static_cast<std::size_t>(tag)];
        if (open == 0) {
            // What HTML makes of a stray one.
            if (tag == Tag::p) slim_.markup += "<br><br>";
            return;
        }
        --open;
        slim_.markup += "</";
        slim_.markup += name.text();
        slim_.markup += '>';
    }

    void take_start_tag() {
        ++at_;
        const LowerName name(take_name());
        const Tag tag = tag_named(name.text());
        const Fate fate = fate_of(tag);
        const std::size_t before = slim_.markup.size();
        slim_.markup += '<';
        slim_.markup += name.text();
        type_ = {};
        take_attributes();
        if (fate == Fate::keep && name.text().find_first_of("<\"'") == std::string_view::npos) {
            slim_.markup += '>';
            ++open_[static_cast<std::size_t>(tag)];
            return;
        }
        slim_.markup.resize(before);
        if (fate == Fate::drop_content || fate == Fate::drop_raw) drop_content(tag, fate);
    }

    /// Moves behind the tag's bracket and keeps the attributes that matter.
    void take_attributes() {
        std::uint32_t seen = 0;
        while (at_ < page_.size() && page_[at_] != '>') {
            if (is_blank(page_[at_]) || page_[at_] == '/' || page_[at_] == '=') {
                ++at_;
                continue;
            }
            const LowerName name(take_name());
            while (at_ < page_.size() && is_blank(page_[at_])) ++at_;
            std::string_view value;
            if (at_ < page_.size() && page_[at_] == '=') value = take_value();
            const Attribute attribute = attribute_named(name.text());
            const std::uint32_t bit = std::uint32_t{1} << static_cast<unsigned>(attribute);
            if (attribute == Attribute::type) type_ = value;
            if (attribute == Attribute::other || (seen & bit) != 0) continue;
            seen |= bit;
            add_attribute(name.text(), value);
        }
        if (at_ < page_.size()) ++at_;
    }

    void add_attribute(std::string_view name, std::string_view value) {
        const char quote = value.find('"') == std::string_view::npos ? '"' : '\'';
        if (quote == '\'' && value.find('\'') != std::string_view::npos) return;
        slim_.markup += ' ';
        slim_.markup += name;
        slim_.markup += '=';
        slim_.markup += quote;
        add_text(value);
        slim_.markup += quote;
    }

    std::string_view take_value() {
        ++at_;
        while (at_ < page_.size() && is_blank(page_[at_])) ++at_;
        if (at_ >= page_.size()) return {};
        const char quote = page_[at_];
        bool& closes = quote == '"' ? double_quotes_close_ : single_quotes_close_;
        if ((quote == '"' || quote == '\'') && closes) {
            const std::size_t end = page_.find(quote, at_ + 1);
            if (end != std::string_view::npos) {
                const std::string_view value = page_.substr(at_ + 1, end - at_ - 1);
                at_ = end + 1;
                return value;
            }
            closes = false;
        }
        const std::size_t begin = at_;
        while (at_ < page_.size() && !is_blank(page_[at_]) && page_[at_] != '>') ++at_;
        return page_.substr(begin, at_ - begin);
    }

    void drop_content(Tag tag, Fate fate) {
        const std::size_t begin = at_;
        bool& never_ends = never_ends_[static_cast<std::size_t>(tag)];
        const std::size_t end = never_ends ? std::string_view::npos : find_end_tag(name_of(tag));
        never_ends = end == std::string_view::npos;
        if (never_ends && fate == Fate::drop_content) return;
        if (tag == Tag::script)
            slim_.scripts.push_back({type_, page_.substr(begin, std::min(end, page_.size()) - begin)});
        at_ = std::min(end, page_.size());
        if (at_ < page_.size()) skip_past('>');
    }

    /// Where "</name" stands next, in any case.
    [[nodiscard]] std::size_t find_end_tag(std::string_view name) const {
        for (std::size_t at = page_.find("</", at_); at != std::string_view::npos;
             at = page_.find("</", at + 2)) {
            if (LowerName(page_.substr(at + 2, name.size())).text() != name) continue;
            const std::size_t behind = at + 2 + name.size();
            if (behind >= page_.size() || is_blank(page_[behind]) || page_[behind] == '>' ||
                page_[behind] == '/')
                return at;
        }
        return std::string_view::npos;
    }

    std::string_view page_;
    std::size_t at_ = 0;
    SlimHtml slim_;
    std::string_view type_;
    std::array<std::uint32_t, static_cast<std::size_t>(Tag::other) + 1> open_{};
    std::array<bool, static_cast<std::size_t>(Tag::other) + 1> never_ends_{};
    std::size_t stray_brackets_ = 0;
    bool comments_end_ = true;
    bool double_quotes_close_ = true;
    bool single_quotes_close_ = true;
};

}  // namespace

SlimHtml slim_html(std::string_view page) {
    return Slimmer(page).run();
}

}  // namespace dateline
