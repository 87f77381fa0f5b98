#include "common/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "common/text/tokens.h"

namespace dateline {

namespace {

/// Letters that a reader takes for a plain one though Unicode does not decompose them.
struct Lookalike {
    char32_t letter;
    std::string_view plain;
};

constexpr Lookalike lookalikes[] = {
    {U'ł', "l"}, {U'ø', "o"},  {U'đ', "d"},  {U'ð', "d"}, {U'þ', "th"}, {U'ı', "i"}, {U'ħ', "h"},
    {U'ŧ', "t"}, {U'æ', "ae"}, {U'œ', "oe"}, {U'ŋ', "n"}, {U'ĸ', "k"},  {U'ə', "e"}, {U'ё', "е"},
    {U'أ', "ا"}, {U'إ', "ا"},  {U'آ', "ا"},  {U'ى', "ي"}, {U'ـ', ""},
};

/// True where accents are spelling variants of the letter and not letters of their own.
bool accents_are_optional(UScriptCode script) {
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_HEBREW ||
           script == USCRIPT_ARABIC;
}

bool is_mark(UChar32 character) {
    const int category = u_charType(character);
    return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK;
}

/// A mark on its own: dropped when it belongs to a script where accents are optional, or to any script.
bool mark_is_optional(UChar32 mark) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(mark, &status);
    return script == USCRIPT_INHERITED ? !(mark >= 0x3099 && mark <= 0x309A) : accents_are_optional(script);
}

std::string folded(char32_t character) {
    for (const Lookalike& lookalike : lookalikes) {
        if (lookalike.letter == character) return std::string(lookalike.plain);
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) return {};
    const icu::UnicodeString original(static_cast<UChar32>(character));
    const icu::UnicodeString cased = casefold->normalize(original, status);
    const icu::UnicodeString parts = decompose->normalize(cased, status);
    const UScriptCode script = uscript_getScript(parts.isEmpty() ? 0 : parts.char32At(0), &status);

    std::string result;
    const icu::UnicodeString& kept =
        accents_are_optional(script) || is_mark(parts.char32At(0)) ? parts : cased;
    for (std::int32_t i = 0; i < kept.length(); i = kept.moveIndex32(i, 1)) {
        const UChar32 part = kept.char32At(i);
        if (is_mark(part) && mark_is_optional(part)) continue;
        bool replaced = false;
        for (const Lookalike& lookalike : lookalikes) {
            if (lookalike.letter != static_cast<char32_t>(part)) continue;
            result += lookalike.plain;
            replaced = true;
        }
        if (!replaced) icu::UnicodeString(part).toUTF8String(result);
    }
    return result;
}

}  // namespace

/// The folded forms of 256 neighbouring characters, made when the first of them is met.
struct Folder::Page {
    std::array<std::string, 256> forms;
};

Folder::Folder() = default;
Folder::~Folder() = default;

const Folder::Page& Folder::page(char32_t character) {
    std::unique_ptr<Page>& slot = pages_[(character >> 8) % pages_.size()];
    if (!slot) {
        slot = std::make_unique<Page>();
        const char32_t first = character & ~char32_t{0xFF};
        for (char32_t i = 0; i < 256; ++i) slot->forms[i] = folded(first + i);
    }
    return *slot;
}

void Folder::append(char32_t character, std::string& to) {
    if (character < 0x80) {
        to += static_cast<char>(character >= 'A' && character <= 'Z' ? character + 32 : character);
        return;
    }
    to += page(character).forms[character & 0xFF];
}

std::string name_key(std::string_view name, Folder& folder) {
    Tokenizer tokens(folder);
    tokens.start(name);
    std::string key;
    Token token;
    std::size_t unspaced_end = std::string_view::npos;
    while (tokens.next(token)) {
        const bool same_word = token.unspaced && token.begin == unspaced_end;
        if (!key.empty() && !same_word) key += ' ';
        key += token.word;
        unspaced_end = token.unspaced ? token.end : std::string_view::npos;
    }
    return key;
}

}  // namespace dateline
