#include "searcher/query/characters.h"

#include <algorithm>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dateline {

namespace {

bool is_mark(char32_t character) {
    return (U_GET_GC_MASK(static_cast<UChar32>(character)) & U_GC_M_MASK) != 0;
}

/// Scripts without spaces are those whose lines may break between any two letters.
bool stands_alone(char32_t character) {
    switch (u_getIntPropertyValue(static_cast<UChar32>(character), UCHAR_LINE_BREAK)) {
        case U_LB_IDEOGRAPHIC:
        case U_LB_COMPLEX_CONTEXT:
        case U_LB_CONDITIONAL_JAPANESE_STARTER:
            return true;
        default:
            return false;
    }
}

}  // namespace

QueryCharacter character_at(std::string_view text, std::size_t at) {
    constexpr std::size_t longest_character = 4;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + at;
    const auto room = static_cast<std::int32_t>(std::min(text.size() - at, longest_character));
    std::int32_t length = 0;
    UChar32 value = 0;
    U8_NEXT(bytes, length, room, value);
    if (value < 0) return {0xFFFD, 1, false};
    return {static_cast<char32_t>(value), static_cast<std::size_t>(length), true};
}

bool is_query_space(char32_t character) {
    return u_isUWhiteSpace(static_cast<UChar32>(character)) != 0;
}

bool is_quotation_mark(char32_t character) {
    return character == U'"' || (character >= U'\u201c' && character <= U'\u201f');
}

bool is_word_character(char32_t character) {
    return (U_GET_GC_MASK(static_cast<UChar32>(character)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

bool is_word_mark(char32_t character) {
    return is_mark(character) || character == U'\'' || character == U'\u2019';
}

bool has_word_character(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const QueryCharacter character = character_at(text, at);
        if (is_word_character(character.value)) return true;
        at += character.length;
    }
    return false;
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const QueryCharacter character = character_at(text, at);
        at += character.length;
        const bool wordly = is_word_character(character.value);
        if (wordly && (!inside || stands_alone(character.value))) ++words;
        inside = wordly || (inside && is_mark(character.value));
    }
    return words;
}

std::string fold_spaces(std::string_view text) {
    std::string folded;
    bool spaced = false;
    for (std::size_t at = 0; at < text.size();) {
        const QueryCharacter character = character_at(text, at);
        if (is_query_space(character.value)) {
            spaced = true;
        } else {
            if (spaced && !folded.empty()) folded += ' ';
            spaced = false;
            folded += text.substr(at, character.length);
        }
        at += character.length;
    }
    return folded;
}

}  // namespace dateline
