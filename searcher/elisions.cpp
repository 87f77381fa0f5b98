#include "searcher/elisions.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace dateline {

namespace {

constexpr auto eliding_languages = std::to_array<std::string_view>({"ca", "fr", "it"});

/// What is elided and means nothing without its noun or verb. The tokenizer parts words behind more:
/// "quelqu'un" and "sant'Egidio" are one thing.
constexpr auto elided = std::to_array<std::string_view>({
    "c",    "d",    "j",    "l",  "m",   "n",    "s",     "t",     "qu",     "jusqu",
    "dell", "nell", "sull", "un", "all", "dall", "quell", "quest", "lorsqu", "puisqu",
});

constexpr auto apostrophes = std::to_array<std::string_view>({"'", "\u2019", "\u02BC", "\uFF07"});

/// Bytes of what is elided at the front of a word, with its apostrophe; 0 where nothing is.
std::size_t elision_length(std::string_view word) {
    std::string begin;
    for (const char c : word) {
        const char lower = static_cast<char>(c | 0x20);
        if (lower < 'a' || lower > 'z') break;
        begin += lower;
    }
    if (std::ranges::find(elided, begin) == elided.end()) return 0;
    const std::string_view rest = word.substr(begin.size());
    for (const std::string_view apostrophe : apostrophes) {
        if (!rest.starts_with(apostrophe)) continue;
        const std::string_view behind = rest.substr(apostrophe.size());
        const bool is_possessive = behind == "s" || behind == "S";
        return behind.empty() || is_possessive ? 0 : begin.size() + apostrophe.size();
    }
    return 0;
}

void leave_elisions_out(Node& node) {
    if (node.kind == Node::Kind::word) node.text.erase(0, elision_length(node.text));
    for (Node& child : node.children) leave_elisions_out(child);
}

}  // namespace

Node without_elisions(Node query, const std::vector<std::string>& languages) {
    const bool elides = std::ranges::any_of(languages, [](const std::string& language) {
        return std::ranges::find(eliding_languages, language) != eliding_languages.end();
    });
    if (elides) leave_elisions_out(query);
    return query;
}

}  // namespace dateline
