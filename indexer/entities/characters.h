#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::entities {

/// What the tokeniser and the word shapes need to know about a character.
enum class CharClass : std::uint8_t { blank, lower, upper, other_letter, digit, mark, symbol };

/// One character of a text.
struct Character {
    char32_t code = 0;
    std::uint32_t bytes = 1;
    CharClass kind = CharClass::symbol;
};

namespace detail {

constexpr CharClass ascii_class(unsigned char byte) {
    if (byte <= ' ' || byte == 0x7F) return CharClass::blank;
    if (byte >= 'a' && byte <= 'z') return CharClass::lower;
    if (byte >= 'A' && byte <= 'Z') return CharClass::upper;
    if (byte >= '0' && byte <= '9') return CharClass::digit;
    return CharClass::symbol;
}

inline constexpr auto ascii_classes = [] {
    std::array<CharClass, 128> classes{};
    for (unsigned i = 0; i < classes.size(); ++i) classes[i] = ascii_class(static_cast<unsigned char>(i));
    return classes;
}();

[[nodiscard]] Character wide_character_at(std::string_view text, std::size_t at);

}  // namespace detail

/// The character at `at`, which must lie inside the text. A byte that is no UTF-8 is a symbol of one byte.
[[nodiscard]] inline Character character_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte < 0x80 ? Character{byte, 1, detail::ascii_classes[byte]}
                       : detail::wide_character_at(text, at);
}

[[nodiscard]] constexpr bool is_letter(CharClass kind) {
    return kind == CharClass::lower || kind == CharClass::upper || kind == CharClass::other_letter;
}

/// Letter, digit or a mark on one of them.
[[nodiscard]] constexpr bool is_word(CharClass kind) {
    return is_letter(kind) || kind == CharClass::digit || kind == CharClass::mark;
}

[[nodiscard]] constexpr bool is_apostrophe(char32_t code) {
    return code == U'\'' || code == U'\u2019' || code == U'\u02BC';
}

[[nodiscard]] constexpr bool is_dash(char32_t code) {
    return code == U'-' || (code >= U'\u2010' && code <= U'\u2015') || code == U'\u2212';
}

/// Lower case without accents, apostrophes and quotes made plain, digits as '0': the form under which words
/// are compared. Bytes that are no UTF-8 stay as they are.
void fold_word(std::string_view word, std::string& folded);

}  // namespace dateline::entities
