#include "searcher/letter_case.h"

#include <cstddef>

#include <unicode/uchar.h>

#include "common/text/characters.h"

namespace dateline {

bool is_written(std::string_view word, LetterCase letters) {
    if (letters == LetterCase::any) return true;
    bool any_letter = false;
    for (std::size_t at = 0; at < word.size();) {
        const auto character = static_cast<UChar32>(next_character(word, at));
        const bool small = u_isULowercase(character) != 0;
        const bool capital = u_isUUppercase(character) != 0 || u_istitle(character) != 0;
        if (!small && !capital) continue;
        if (letters == LetterCase::capitalised) return capital;
        if (small == (letters == LetterCase::all_capitals)) return false;
        any_letter = true;
    }
    return any_letter;
}

}  // namespace dateline
