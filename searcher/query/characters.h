#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// What the query language asks of characters. Everywhere text may be any bytes; a byte that is no UTF-8 is
/// one character, U+FFFD.

struct QueryCharacter {
    char32_t value = 0;
    std::size_t length = 0;  ///< bytes, at least one
    bool valid = true;       ///< false for broken UTF-8
};

/// The character at a byte offset before the text's end.
[[nodiscard]] QueryCharacter character_at(std::string_view text, std::size_t at);

/// Spaces of any script, the ideographic one and line ends among them.
[[nodiscard]] bool is_query_space(char32_t character);

/// Straight and curly double quotation marks: each opens, each closes.
[[nodiscard]] bool is_quotation_mark(char32_t character);

/// A letter or number of any script: what words are made of.
[[nodiscard]] bool is_word_character(char32_t character);
/// What stands inside words without being a letter: accents that combine, apostrophes.
[[nodiscard]] bool is_word_mark(char32_t character);
[[nodiscard]] bool has_word_character(std::string_view text);

/// About how many words the index has for the text: runs of word characters, and single characters of
/// scripts that are written without spaces.
[[nodiscard]] std::size_t count_words(std::string_view text);

/// The text without spaces at its ends and with one plain space for each run of them inside.
[[nodiscard]] std::string fold_spaces(std::string_view text);

}  // namespace dateline
