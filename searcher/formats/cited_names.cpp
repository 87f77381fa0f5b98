#include "searcher/formats/cited_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "searcher/formats/printable.h"

namespace dateline {

namespace {

using Words = std::vector<std::string>;

std::string lower(std::string_view text) {
    std::string low(text);
    std::ranges::transform(
        low, low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return low;
}

template <std::size_t count>
bool is_one_of(std::string_view word, const std::array<std::string_view, count>& words) {
    std::string plain = lower(word);
    std::erase(plain, '.');
    return std::ranges::find(words, plain) != words.end();
}

bool is_suffix(std::string_view word) {
    constexpr std::array<std::string_view, 7> suffixes{"jr", "sr", "ii", "iii", "iv", "phd", "md"};
    return is_one_of(word, suffixes);
}

/// Names with these are those of firms, agencies and desks.
bool is_of_firms(std::string_view word) {
    constexpr std::array<std::string_view, 40> words{
        "agency",         "agencies", "ag",      "ap",       "afp",         "associates",   "board",
        "brothers",       "bureau",   "co",      "company",  "contributor", "contributors", "correspondent",
        "correspondents", "corp",     "desk",    "dpa",      "editorial",   "editors",      "gmbh",
        "group",          "inc",      "limited", "ltd",      "media",       "network",      "news",
        "newspaper",      "newsroom", "press",   "reporter", "reporters",   "reuter",       "reuters",
        "sons",           "staff",    "team",    "times",    "wire"};
    return is_one_of(word, words);
}

/// Small words that belong to the name behind them.
bool is_particle(std::string_view word) {
    return !word.empty() && word.front() >= 'a' && word.front() <= 'z';
}

Words words_of(std::string_view text) {
    Words words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::string joined(std::span<const std::string> words) {
    return fmt::format("{}", fmt::join(words, " "));
}

/// "Jane Doe", "Tom van der Hale", "John Smith Jr."; nothing of what is not clearly a person.
std::optional<CitedName> person_in_order(Words words) {
    CitedName name;
    if (words.size() > 2 && is_suffix(words.back())) {
        name.suffix = words.back();
        words.pop_back();
    }
    if (words.size() < 2 || words.size() > 6 || std::ranges::any_of(words, is_of_firms)) return std::nullopt;
    std::size_t family = words.size() - 1;
    while (family > 1 && is_particle(words[family - 1])) --family;
    if (is_particle(words.front())) return std::nullopt;
    name.given = joined(std::span(words).first(family));
    name.family = joined(std::span(words).subspan(family));
    return name;
}

/// "Doe, Jane", "van der Hale, Tom"; with a suffix behind either.
std::optional<CitedName> person_turned(const std::vector<Words>& parts) {
    if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
    const bool suffixed = parts.size() == 3 || (parts[1].size() == 1 && is_suffix(parts[1].front()));
    if (parts.size() == 2 && suffixed) {
        std::optional<CitedName> name = person_in_order(parts[0]);
        if (name) name->suffix = parts[1].front();
        return name;
    }
    const Words& family = parts[0];
    const Words& given = parts[1];
    if (parts.size() == 3 && (parts[2].size() != 1 || !is_suffix(parts[2].front()))) return std::nullopt;
    if (std::ranges::any_of(family, is_of_firms) || std::ranges::any_of(given, is_of_firms))
        return std::nullopt;
    // Two whole names with a comma between them are two people.
    if (family.size() > 1 && given.size() > 1 && !is_particle(family.front())) return std::nullopt;
    return CitedName{joined(family), joined(given), parts.size() == 3 ? parts[2].front() : ""};
}

/// The parts between commas and semicolons, and with `and` between "and" and "&", too.
std::vector<Words> parted(std::string_view text, bool at_and) {
    std::vector<Words> parts(1);
    for (std::string word : words_of(text)) {
        if (at_and && (lower(word) == "and" || word == "&")) {
            if (!parts.back().empty()) parts.emplace_back();
            continue;
        }
        const bool ends = word.back() == ',' || word.back() == ';';
        if (ends) word.pop_back();
        if (!word.empty()) parts.back().push_back(std::move(word));
        if (ends && !parts.back().empty()) parts.emplace_back();
    }
    if (parts.back().empty()) parts.pop_back();
    return parts;
}

/// Each part a person; nothing when one is none.
std::optional<std::vector<CitedName>> people_in(const std::vector<Words>& parts) {
    std::vector<CitedName> people;
    for (const Words& part : parts) {
        if (part.size() == 1 && is_suffix(part.front()) && !people.empty() && people.back().suffix.empty()) {
            people.back().suffix = part.front();
            continue;
        }
        std::optional<CitedName> person = person_in_order(part);
        if (!person) return std::nullopt;
        people.push_back(std::move(*person));
    }
    return people;
}

}  // namespace

std::vector<CitedName> cited_names(std::string_view author) {
    std::string text = joined(words_of(printable(author)));
    if (lower(text).starts_with("by ")) text.erase(0, 3);
    if (text.empty()) return {};
    const std::vector<Words> apart = parted(text, false);
    const bool has_and = parted(text, true).size() > apart.size();
    if (!has_and) {
        if (std::optional<CitedName> turned = person_turned(apart)) return {std::move(*turned)};
    }
    if (auto people = people_in(parted(text, true)); people && !people->empty()) return std::move(*people);
    return {CitedName{text}};
}

}  // namespace dateline
