#include "indexer/entities/abbreviations.h"

#include <algorithm>
#include <array>

namespace dateline::entities {
namespace {

// Sorted, for binary search.
constexpr std::array<std::string_view, 47> before_names{
    "adm", "atty", "brig", "capt", "cdr", "cmdr", "col", "comdr", "cpl",    "det", "dr",   "esq",
    "fr",  "ft",   "gen",  "gov",  "hon", "insp", "lt",  "maj",   "messrs", "mgr", "mlle", "mme",
    "mr",  "mrs",  "ms",   "msgr", "mt",  "mx",   "pfc", "pres",  "prof",   "pvt", "rep",  "reps",
    "rev", "sen",  "sens", "sgt",  "sir", "sr",   "sra", "srta",  "st",     "ste", "supt"};

constexpr std::array<std::string_view, 49> others{
    "al",   "apr",  "assn", "assoc", "aug", "ave", "blvd", "bros", "ca",  "co",   "corp", "cos", "dec",
    "dept", "dist", "e.g",  "ed",    "etc", "feb", "fri",  "i.e",  "inc", "inst", "intl", "jan", "jr",
    "jul",  "jun",  "ltd",  "mon",   "mr",  "no",  "nos",  "nov",  "oct", "ph.d", "plc",  "pp",  "rd",
    "sat",  "sep",  "sept", "sun",   "thu", "tue", "univ", "vol",  "vs",  "wed"};

constexpr std::array<std::string_view, 46> starters{
    "a",   "after", "all",    "also", "although", "an",        "and",   "as",    "at",      "because",
    "but", "by",    "during", "for",  "from",     "he",        "her",   "his",   "however", "i",
    "if",  "in",    "it",     "its",  "last",     "meanwhile", "more",  "most",  "on",      "one",
    "our", "she",   "since",  "that", "the",      "their",     "there", "these", "they",    "this",
    "to",  "we",    "what",   "when", "while",    "with"};

static_assert(std::ranges::is_sorted(before_names) && std::ranges::is_sorted(others) &&
              std::ranges::is_sorted(starters));

/// "u.s", "j", "p.m": single letters apart by stops.
bool is_initials(std::string_view folded) {
    if (folded.empty() || folded.size() % 2 == 0) return false;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const bool letter = folded[i] >= 'a' && folded[i] <= 'z';
        if (i % 2 == 0 ? !letter : folded[i] != '.') return false;
    }
    return true;
}

}  // namespace

Abbreviation abbreviation(std::string_view folded) {
    if (std::ranges::binary_search(before_names, folded)) return Abbreviation::before_name;
    if (std::ranges::binary_search(others, folded) || is_initials(folded)) return Abbreviation::anywhere;
    return Abbreviation::none;
}

bool starts_sentences(std::string_view folded) {
    return std::ranges::binary_search(starters, folded);
}

}  // namespace dateline::entities
