#include "common/text/columns.h"

#include <unicode/uchar.h>

#include "common/text/characters.h"

namespace dateline {

std::size_t columns(char32_t character) {
    if (character < 0x300) return character == 0xAD ? 0 : 1;
    const auto icu_character = static_cast<UChar32>(character);
    switch (u_charType(icu_character)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR:
            return 0;
        default:
            break;
    }
    // The vowels and final consonants of a Hangul syllable that is spelt in parts stand in its first one.
    if (character >= 0x1160 && character <= 0x11FF) return 0;
    const int wide = u_getIntPropertyValue(icu_character, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t columns(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) width += columns(next_character(text, at));
    return width;
}

}  // namespace dateline
