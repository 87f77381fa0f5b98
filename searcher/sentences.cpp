#include "searcher/sentences.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

#include "common/text/characters.h"

namespace dateline {

namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Words before a full stop that does not end the sentence, folded to lower case.
constexpr auto abbreviations = std::to_array<std::string_view>(
    {"adm", "ald",    "assn", "att", "ave", "blvd", "brig", "bros", "capt", "cf",   "cmdr", "col",
     "cpl", "dept",   "det",  "dr",  "est", "fr",   "ft",   "gen",  "gov",  "hon",  "jr",   "lt",
     "maj", "messrs", "mlle", "mme", "mr",  "mrs",  "ms",   "msgr", "mt",   "pfc",  "ph",   "prof",
     "pvt", "rep",    "reps", "rev", "sen", "sens", "sgt",  "sr",   "st",   "supt", "viz",  "vs"});

/// Abbreviations only before a number: "Jan. 24", "No. 5", "p. 12".
constexpr auto before_numbers = std::to_array<std::string_view>(
    {"apr", "art", "aug", "ca",  "ch", "dec", "feb", "fig", "jan", "jul",  "jun",
     "mar", "no",  "nos", "nov", "nr", "oct", "pp",  "sec", "sep", "sept", "vol"});

bool is_space(char32_t character) {
    return character == ' ' || character == '\n' || character == '\t' || character == 0xA0 ||
           (character >= 0x2000 && u_isUWhiteSpace(static_cast<UChar32>(character)));
}

bool is_closing(char32_t character) {
    switch (character) {
        case '"':
        case '\'':
        case ')':
        case ']':
        case 0xBB:
        case 0x2019:
        case 0x201D:
            return true;
        default: {
            if (character < 0x2000) return false;
            const int kind = u_charType(static_cast<UChar32>(character));
            return kind == U_END_PUNCTUATION || kind == U_FINAL_PUNCTUATION;
        }
    }
}

bool ends_anywhere(char32_t character) {
    return character == 0x3002 || character == 0xFF01 || character == 0xFF1F || character == 0xFF61;
}

/// What ends a sentence when a space follows: beside . ! ? those of Arabic, Devanagari and others.
bool ends_before_space(char32_t character) {
    switch (character) {
        case '.':
        case '!':
        case '?':
        case 0x2026:
        case 0x061F:
        case 0x06D4:
        case 0x0964:
        case 0x0589:
            return true;
        default:
            return false;
    }
}

template <typename List>
bool contains_folded(const List& list, std::string_view word) {
    std::string_view::size_type size = word.size();
    return std::any_of(list.begin(), list.end(), [&](std::string_view entry) {
        return entry.size() == size &&
               std::equal(entry.begin(), entry.end(), word.begin(),
                          [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b); });
    });
}

/// Whether the full stop at byte `stop` belongs to an abbreviation, given the first character of the next
/// word.
bool is_abbreviation(std::string_view text, std::size_t stop, char32_t next) {
    constexpr std::size_t longest = 16;
    std::size_t begin = stop;
    while (begin > 0 && stop - begin < longest) {
        const char c = text[begin - 1];
        if (c == ' ' || c == '\n' || c == '(' || c == '"' || c == '-') break;
        if (static_cast<unsigned char>(c) >= 0x80) {
            std::size_t before = begin;
            if (!u_isalnum(static_cast<UChar32>(previous_character(text, before)))) break;
            begin = before;
            continue;
        }
        --begin;
    }
    const std::string_view word = text.substr(begin, stop - begin);
    if (word.empty()) return false;
    std::size_t first_end = 0;
    const char32_t first = next_character(word, first_end);
    // An initial, or letters with full stops between: "J.", "U.S.", "a.m."
    if (first_end == word.size() && u_isalpha(static_cast<UChar32>(first))) return true;
    const std::size_t inner = word.find('.');
    if (inner != npos && inner <= 2 && !(word[0] >= '0' && word[0] <= '9')) return true;
    if (contains_folded(abbreviations, word)) return true;
    return next >= '0' && next <= '9' && contains_folded(before_numbers, word);
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        std::size_t next = at;
        if (!is_space(next_character(text, next))) break;
        at = next;
    }
    return at;
}

/// Whether a line may break between any two characters of this kind: those of scripts without spaces, and
/// pictures.
bool breaks_anywhere(char32_t character) {
    if (character < 0x0E00) return false;
    switch (u_getIntPropertyValue(static_cast<UChar32>(character), UCHAR_LINE_BREAK)) {
        case U_LB_IDEOGRAPHIC:
        case U_LB_CONDITIONAL_JAPANESE_STARTER:
        case U_LB_NONSTARTER:
        case U_LB_COMPLEX_CONTEXT:
        case U_LB_E_BASE:
            return true;
        default:
            return ends_anywhere(character) || character == 0x3001 || character == 0xFF0C;
    }
}

bool never_begins_line(char32_t character) {
    switch (u_getIntPropertyValue(static_cast<UChar32>(character), UCHAR_LINE_BREAK)) {
        case U_LB_CLOSE_PUNCTUATION:
        case U_LB_CLOSE_PARENTHESIS:
        case U_LB_EXCLAMATION:
        case U_LB_INFIX_NUMERIC:
        case U_LB_NONSTARTER:
        case U_LB_QUOTATION:
            return true;
        default:
            return false;
    }
}

bool never_ends_line(char32_t character) {
    return u_getIntPropertyValue(static_cast<UChar32>(character), UCHAR_LINE_BREAK) == U_LB_OPEN_PUNCTUATION;
}

}  // namespace

bool sentence_ends_at(std::string_view text, std::size_t at) {
    if (at == 0 || at > text.size()) return false;
    if (at == text.size() || text[at] == '\n') return true;
    const auto byte = static_cast<unsigned char>(text[at - 1]);
    const bool may_end = byte >= 0x80 || byte == '.' || byte == '!' || byte == '?' || is_closing(byte);
    if (!may_end) return false;

    constexpr int most_closing = 4;
    std::size_t stop = at;
    char32_t terminator = previous_character(text, stop);
    for (int i = 0; i < most_closing && stop > 0 && is_closing(terminator); ++i) {
        terminator = previous_character(text, stop);
    }
    std::size_t behind = at;
    const char32_t following = next_character(text, behind);
    if (ends_anywhere(terminator)) return !is_closing(following) && !ends_anywhere(following);
    if (!ends_before_space(terminator) || !is_space(following)) return false;
    const std::size_t next_at = skip_spaces(text, at);
    if (next_at >= text.size()) return true;
    std::size_t next_end = next_at;
    const char32_t next = next_character(text, next_end);
    if (u_islower(static_cast<UChar32>(next))) return false;
    return terminator != '.' || !is_abbreviation(text, stop, next);
}

std::size_t last_sentence_begin(std::string_view text, std::size_t first, std::size_t last) {
    for (std::size_t at = last + 1; at-- > first;) {
        if (at == 0) return 0;
        if (at >= text.size() || is_space(static_cast<unsigned char>(text[at]))) continue;
        // Only where a sentence without a space behind it ends, or behind a space.
        std::size_t end = at;
        const bool spaced = is_space(static_cast<unsigned char>(text[at - 1]));
        if (!spaced && static_cast<unsigned char>(text[at - 1]) < 0x80) continue;
        while (end > 0 && is_space(static_cast<unsigned char>(text[end - 1]))) --end;
        if (sentence_ends_at(text, end)) return at;
    }
    return npos;
}

std::size_t first_sentence_begin(std::string_view text, std::size_t first, std::size_t last) {
    for (std::size_t at = first; at <= last; ++at) {
        if (last_sentence_begin(text, at, at) == at) return at;
    }
    return npos;
}

std::size_t last_sentence_end(std::string_view text, std::size_t first, std::size_t last) {
    for (std::size_t at = std::min(last, text.size()) + 1; at-- > first;) {
        if (sentence_ends_at(text, at)) return at;
    }
    return npos;
}

bool is_word_border(std::string_view text, std::size_t at) {
    if (at == 0 || at >= text.size()) return true;
    std::size_t i = at;
    std::size_t j = at;
    const auto before_byte = static_cast<unsigned char>(text[at - 1]);
    const auto behind_byte = static_cast<unsigned char>(text[at]);
    if (before_byte < 0x80 && behind_byte < 0x80) return is_space(before_byte) || is_space(behind_byte);
    if (!is_cluster_border(text, at)) return false;
    const char32_t before = previous_character(text, i);
    const char32_t behind = next_character(text, j);
    if (is_space(before) || is_space(behind)) return true;
    if (!breaks_anywhere(before) && !breaks_anywhere(behind)) return false;
    return !never_begins_line(behind) && !never_ends_line(before);
}

}  // namespace dateline
