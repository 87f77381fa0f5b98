#include "indexer/entities/characters.h"

#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace dateline::entities {
namespace {

CharClass unicode_class(char32_t code) {
    const auto point = static_cast<UChar32>(code);
    switch (u_charType(point)) {
        case U_LOWERCASE_LETTER:
            return CharClass::lower;
        case U_UPPERCASE_LETTER:
        case U_TITLECASE_LETTER:
            return CharClass::upper;
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
            return CharClass::other_letter;
        case U_DECIMAL_DIGIT_NUMBER:
            return CharClass::digit;
        case U_NON_SPACING_MARK:
        case U_COMBINING_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR:
            return code == U'\uFEFF' ? CharClass::blank : CharClass::mark;
        case U_SPACE_SEPARATOR:
        case U_LINE_SEPARATOR:
        case U_PARAGRAPH_SEPARATOR:
        case U_CONTROL_CHAR:
            return CharClass::blank;
        default:
            return CharClass::symbol;
    }
}

constexpr bool continues(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

/// The length of the sequence that starts here, 0 when it is no UTF-8.
std::uint32_t decode(std::string_view text, std::size_t at, char32_t& code) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const std::size_t left = text.size() - at;
    const unsigned char lead = byte(0);
    if (lead >= 0xC2 && lead <= 0xDF && left >= 2 && continues(byte(1))) {
        code = static_cast<char32_t>((lead & 0x1FU) << 6U | (byte(1) & 0x3FU));
        return 2;
    }
    if ((lead & 0xF0U) == 0xE0 && left >= 3 && continues(byte(1)) && continues(byte(2))) {
        code = static_cast<char32_t>((lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU));
        return code >= 0x800 && (code < 0xD800 || code > 0xDFFF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4 && left >= 4 && continues(byte(1)) && continues(byte(2)) &&
        continues(byte(3))) {
        code = static_cast<char32_t>((lead & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U |
                                     (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU));
        return code >= 0x10000 && code <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

void append_utf8(char32_t code, std::string& out) {
    const auto put = [&](char32_t value) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(value)));
    };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0U | code >> 6U);
    } else if (code < 0x10000) {
        put(0xE0U | code >> 12U);
        put(0x80U | (code >> 6U & 0x3FU));
    } else {
        put(0xF0U | code >> 18U);
        put(0x80U | (code >> 12U & 0x3FU));
        put(0x80U | (code >> 6U & 0x3FU));
    }
    put(0x80U | (code & 0x3FU));
}

/// The letter that is left of an accented one; letters with a stroke have no decomposition of their own.
char32_t base_letter(char32_t code) {
    switch (code) {
        case U'ø':
            return U'o';
        case U'đ':
            return U'd';
        case U'ł':
            return U'l';
        case U'ı':
            return U'i';
        default:
            break;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const normalizer = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status) != 0) return code;
    icu::UnicodeString parts;
    if (normalizer->getDecomposition(static_cast<UChar32>(code), parts) == 0 || parts.isEmpty() != 0)
        return code;
    return static_cast<char32_t>(parts.char32At(0));
}

void fold_wide(char32_t code, CharClass kind, std::string& folded) {
    if (kind == CharClass::mark) return;
    if (kind == CharClass::digit) return folded.push_back('0');
    if (is_apostrophe(code) || code == U'\u2018') return folded.push_back('\'');
    if (code == U'\u201C' || code == U'\u201D' || code == U'«' || code == U'»') return folded.push_back('"');
    if (is_dash(code)) return folded.push_back('-');
    if (code == U'\u2026') {
        folded += "...";
        return;
    }
    if (code == U'ß') {
        folded += "ss";
        return;
    }
    const char32_t lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
    append_utf8(is_letter(kind) ? base_letter(lower) : lower, folded);
}

}  // namespace

Character detail::wide_character_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    Character found;
    const std::uint32_t bytes = decode(text, at, found.code);
    if (bytes == 0) return {lead, 1, CharClass::symbol};
    found.bytes = bytes;
    found.kind = unicode_class(found.code);
    return found;
}

void fold_word(std::string_view word, std::string& folded) {
    folded.clear();
    for (std::size_t at = 0; at < word.size();) {
        const auto byte = static_cast<unsigned char>(word[at]);
        if (byte < 0x80) {
            const CharClass kind = detail::ascii_classes[byte];
            folded.push_back(kind == CharClass::upper   ? static_cast<char>(byte - 'A' + 'a')
                             : kind == CharClass::digit ? '0'
                             : byte == '`'              ? '\''
                                                        : static_cast<char>(byte));
            ++at;
            continue;
        }
        const Character character = character_at(word, at);
        if (character.bytes == 1) {
            folded.push_back(static_cast<char>(byte));
        } else {
            fold_wide(character.code, character.kind, folded);
        }
        at += character.bytes;
    }
    if (folded == "''" || folded == "``") folded.assign(1, '"');
    if (folded == "--" || folded == "---") folded.assign(1, '-');
}

}  // namespace dateline::entities
