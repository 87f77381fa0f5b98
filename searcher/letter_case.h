#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

/// How a word is written, which the index does not know: it folds AIDS and aids into one.
enum class LetterCase : std::uint8_t {
    any,
    capitalised,   ///< its first letter is a capital: Turkey, AIDS; also whatever begins a sentence
    all_capitals,  ///< no letter but capitals: AIDS, U.S., AT&T
    no_capitals,   ///< no capital at all: aids
};

/// True when the letters of the word, as it stands in a text, are written so. Digits and signs do not count;
/// a word without any letter that could be a capital is written in no way but `any`.
[[nodiscard]] bool is_written(std::string_view word, LetterCase letters);

}  // namespace dateline
