#include "common/archive/terms.h"

#include <algorithm>

#include <fmt/format.h>

#include "common/hash.h"
#include "common/text/analyzer.h"

namespace dateline::terms {

namespace {

/// What stands in the place of the rest: a mark and 32 hex digits.
constexpr std::size_t hashed_tail = 33;

/// Of the stems of the words of keywords and bylines; on disk. No field may have them: see fields.h.
constexpr std::string_view keyword_stem_prefix = "K";
constexpr std::string_view byline_stem_prefix = "W";

/// Bytes of a term that take part as they are when the rest is hashed.
constexpr std::size_t kept_of_long = longest_term - hashed_tail - 1;

std::size_t stored_size(std::string_view term) {
    return term.size() + static_cast<std::size_t>(std::ranges::count(term, '\0'));
}

/// The term as it is, or its begin and a hash of all of it where it is too long to be a term.
std::string bounded(std::string term) {
    if (stored_size(term) <= longest_term) return term;
    const std::string tail = to_hex(hash128(term));
    std::size_t kept = std::min(kept_of_long, term.size());
    while (stored_size(std::string_view(term).substr(0, kept)) > kept_of_long) --kept;
    return term.substr(0, kept) + '#' + tail;
}

}  // namespace

std::string key(const Field& field, std::string_view value) {
    return bounded(fmt::format("{}{}", field.prefix, value));
}

std::string beginning_of_keys(const Field& field, std::string_view begin) {
    std::string term = fmt::format("{}{}", field.prefix, begin);
    while (stored_size(term) > kept_of_long) term.pop_back();
    return term;
}

bool is_whole(std::string_view term) {
    return term.size() < hashed_tail || term[term.size() - hashed_tail] != '#';
}

std::string name(const Field& field, std::string_view folded_key) {
    return bounded(fmt::format("{}{}", field.prefix, folded_key));
}

std::string stem(const Field& field, std::string_view stem) {
    std::string term(field.prefix);
    term += stem;
    return term;
}

std::string keyword_stem(std::string_view stem) {
    return fmt::format("{}{}", keyword_stem_prefix, stem);
}

std::string byline_stem(std::string_view stem) {
    return fmt::format("{}{}", byline_stem_prefix, stem);
}

std::string stemmed_in(std::string_view language) {
    return fmt::format("{}{}", language_mark, language);
}

std::string day(const Field& field, Day day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{}{:04}{:02}{:02}", field.prefix, static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string month(std::chrono::year_month month) {
    return fmt::format("{}{:04}{:02}", month_prefix, static_cast<int>(month.year()),
                       static_cast<unsigned>(month.month()));
}

std::string year(std::chrono::year year) {
    return fmt::format("{}{:04}", year_prefix, static_cast<int>(year));
}

}  // namespace dateline::terms
