#include "searcher/written_spelling.h"

#include <cstdint>

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace dateline {

namespace {

constexpr std::uint32_t letters_and_marks = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;

}  // namespace

std::string written_letters(std::string_view word) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* composed = icu::Normalizer2::getNFCInstance(status);
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())});
    text.toLower(icu::Locale::getRoot());
    if (U_SUCCESS(status)) text = composed->normalize(text, status);
    std::string letters;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 character = text.char32At(at);
        if ((U_GET_GC_MASK(character) & letters_and_marks) != 0)
            icu::UnicodeString(character).toUTF8String(letters);
    }
    return letters;
}

bool is_folded_away(std::string_view written, std::string_view folded) {
    return written_letters(written) != written_letters(folded);
}

}  // namespace dateline
