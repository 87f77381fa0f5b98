#include <algorithm>
#include <array>
#include <chrono>
#include <ostream>
#include <string_view>

#include <fmt/format.h>

#include "common/hash.h"
#include "searcher/formats/cited_names.h"
#include "searcher/formats/factories.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

using namespace std::string_view_literals;

/// What LaTeX takes for the character itself. BibTeX counts braces even behind a backslash, so those have
/// commands of their own. Empty for what needs nothing.
std::string_view escape_of(char c) {
    switch (c) {
        case '\\':
            return "\\textbackslash{}";
        case '{':
            return "\\textbraceleft{}";
        case '}':
            return "\\textbraceright{}";
        case '~':
            return "\\textasciitilde{}";
        case '^':
            return "\\textasciicircum{}";
        case '%':
            return "\\%";
        case '&':
            return "\\&";
        case '$':
            return "\\$";
        case '#':
            return "\\#";
        case '_':
            return "\\_";
        default:
            return {};
    }
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : printable(text)) {
        const std::string_view escape = escape_of(c);
        if (escape.empty()) {
            result += c;
        } else {
            result += escape;
        }
    }
    return result;
}

/// Addresses are verbatim, but their braces must match: what could break them is written as in URLs.
std::string escaped_url(std::string_view url) {
    std::string result;
    for (const char c : url) {
        if (static_cast<unsigned char>(c) <= ' ' || "{}\\\"\x7F"sv.find(c) != std::string_view::npos) {
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            result += c;
        }
    }
    return result;
}

/// A person's name turned round, which BibTeX takes apart as it is meant; any other in braces.
std::string author_text(const CitedName& name) {
    if (name.given.empty()) return '{' + escaped(name.family) + '}';
    const std::string suffix = name.suffix.empty() ? "" : ", " + escaped(name.suffix);
    return escaped(name.family) + suffix + ", " + escaped(name.given);
}

/// The id where it can be a key; else what is left of it, and a hash that tells it from others. BibTeX takes
/// keys that differ in case only for the same.
std::string key_of(const std::string& id) {
    constexpr std::size_t longest = 60;
    std::string key;
    for (const char c : id) {
        const bool fits =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-.:/+"sv.find(c) != std::string_view::npos;
        const bool capital = c >= 'A' && c <= 'Z';
        key += fits || capital ? c : '-';
    }
    if (key.size() > longest) key.resize(longest);
    const bool told_apart =
        key == id && std::ranges::none_of(key, [](char c) { return c >= 'A' && c <= 'Z'; });
    constexpr std::size_t digits = 12;
    return told_apart && !key.empty() ? key : key + '-' + to_hex(hash128(id)).substr(0, digits);
}

/// An entry a hit: @article where the source is known, which is then its journal, else @misc. For BibTeX the
/// year and month stand there, for BibLaTeX the date.
class BibtexFormatter final : public Formatter {
public:
    explicit BibtexFormatter(std::ostream& sink) : sink_(sink) {}

    void begin(const Answer& /*answer*/, std::uint64_t /*hits*/) override {}

    void hit(const Hit& hit) override {
        const Article& article = hit.article;
        entry_ = fmt::format("{}@{}{{{}", any_ ? "\n" : "", article.source.empty() ? "misc" : "article",
                             key_of(article.id));
        any_ = true;
        // Doubled braces keep the capitals of a title as they are.
        if (!article.title.empty()) append("title", '{' + escaped(article.title) + '}');
        append("author", authors(article.authors));
        append("journal", escaped(article.source));
        append_date(article.published);
        append("url", escaped_url(article.url));
        append("langid", escaped(article.language));
        append("keywords", keywords(article.keywords));
        append("archiveid", escaped(article.id));
        sink_ << entry_ << "\n}\n";
    }

    void end() override {}

private:
    static std::string authors(const std::vector<std::string>& authors) {
        std::string list;
        for (const std::string& author : authors) {
            for (const CitedName& name : cited_names(author))
                list += (list.empty() ? "" : " and ") + author_text(name);
        }
        return list;
    }

    static std::string keywords(const std::vector<std::string>& keywords) {
        std::string list;
        for (const std::string& keyword : keywords) list += (list.empty() ? "" : ", ") + escaped(keyword);
        return list;
    }

    void append_date(const std::optional<Timestamp>& published) {
        if (!published) return;
        constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                          "jul", "aug", "sep", "oct", "nov", "dec"};
        const std::chrono::year_month_day date(published->day);
        append("date", to_string(published->day));
        append("year", fmt::format("{:04}", int{date.year()}));
        entry_ += fmt::format(",\n  month = {}", months[unsigned{date.month()} - 1]);
    }

    void append(std::string_view name, const std::string& value) {
        if (!value.empty()) entry_ += fmt::format(",\n  {} = {{{}}}", name, value);
    }

    std::ostream& sink_;
    std::string entry_;
    bool any_ = false;
};

}  // namespace

std::unique_ptr<Formatter> make_bibtex(std::ostream& sink, const OutputSettings& /*settings*/) {
    return std::make_unique<BibtexFormatter>(sink);
}

}  // namespace dateline
