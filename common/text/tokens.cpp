#include "common/text/tokens.h"

#include <algorithm>
#include <array>
#include <span>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace dateline {

namespace {

/// What a character does to words.
enum class Class : std::uint8_t { apart, letter, digit, mark, unspaced, apostrophe };

constexpr std::array<Class, 128> ascii_classes = [] {
    std::array<Class, 128> classes{};
    for (char c = '0'; c <= '9'; ++c) classes[static_cast<std::size_t>(c)] = Class::digit;
    for (char c = 'a'; c <= 'z'; ++c) classes[static_cast<std::size_t>(c)] = Class::letter;
    for (char c = 'A'; c <= 'Z'; ++c) classes[static_cast<std::size_t>(c)] = Class::letter;
    classes['\''] = Class::apostrophe;
    return classes;
}();

bool written_without_spaces(char32_t character) {
    if (character < 0x0E00) return false;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(character), &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_BOPOMOFO:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR:
            return true;
        default:
            // The long-vowel mark belongs to kana by use, not by script.
            return character == 0x30FC || character == 0x3005 || character == 0xFF70;
    }
}

Class classify(char32_t character) {
    if (character < 0x80) return ascii_classes[character];
    if (character == 0x2019 || character == 0x02BC || character == 0xFF07) return Class::apostrophe;
    // Zero-width joiners and soft hyphens stand inside words and are folded away.
    if (character == 0x200D || character == 0x200C || character == 0x00AD) return Class::mark;
    const auto icu_character = static_cast<UChar32>(character);
    switch (u_charType(icu_character)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_COMBINING_SPACING_MARK:
            return written_without_spaces(character) ? Class::unspaced : Class::mark;
        case U_UPPERCASE_LETTER:
        case U_LOWERCASE_LETTER:
        case U_TITLECASE_LETTER:
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
        case U_LETTER_NUMBER:
            return written_without_spaces(character) ? Class::unspaced : Class::letter;
        case U_DECIMAL_DIGIT_NUMBER:
            return Class::digit;
        case U_OTHER_NUMBER:
            return Class::digit;
        default:
            return Class::apart;
    }
}

bool is_mark(char32_t character) {
    const int category = u_charType(static_cast<UChar32>(character));
    return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
           category == U_COMBINING_SPACING_MARK;
}

/// One character of a text and where the next begins. Broken bytes come out as U+FFFD, one at a time.
struct Character {
    char32_t value = 0;
    Class kind = Class::apart;
    std::size_t next = 0;
};

Character character_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return {lead, ascii_classes[lead], at + 1};
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + at;
    const auto room = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 8));
    std::int32_t length = 0;
    UChar32 value = 0;
    U8_NEXT_OR_FFFD(bytes, length, room, value);
    const auto character = static_cast<char32_t>(value);
    return {character, classify(character), at + static_cast<std::size_t>(length)};
}

Class class_at(std::string_view text, std::size_t at) {
    return at < text.size() ? character_at(text, at).kind : Class::apart;
}

bool is_wordly(Class kind) {
    return kind == Class::letter || kind == Class::digit || kind == Class::mark;
}

/// The articles and pronouns that French and Italian elide before a vowel: d'Ivoire, l'Aquila, qu'il.
bool is_elided(std::string_view word) {
    constexpr std::string_view before_apostrophe = "cdjlmnst";
    if (word.size() == 1) return before_apostrophe.find(word[0]) != std::string_view::npos;
    constexpr std::string_view longer[] = {"qu",    "jusqu", "lorsqu", "puisqu", "quelqu", "presqu", "entr",
                                           "un",    "dell",  "nell",   "sull",   "all",    "dall",   "quell",
                                           "quest", "tutt",  "anch",   "sant",   "nessun", "alcun",  "bell"};
    return std::ranges::find(longer, word) != std::end(longer);
}

bool is_letter(Class kind) {
    return kind == Class::letter || kind == Class::mark;
}

bool is_s(char32_t character) {
    return character == 's' || character == 'S';
}

/// Appends the plain letters and digits that the text begins with, in lower case, and returns how many they
/// are.
std::size_t ascii_run(std::string_view text, std::string& word, bool& only_digits) {
    std::size_t run = 0;
    bool letters = false;
    for (; run < text.size(); ++run) {
        const auto byte = static_cast<unsigned char>(text[run]);
        if (byte >= 0x80 || !is_wordly(ascii_classes[byte])) break;
        letters = letters || ascii_classes[byte] == Class::letter;
    }
    const std::size_t begin = word.size();
    word.append(text.substr(0, run));
    for (char& letter : std::span(word).subspan(begin)) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    }
    only_digits = only_digits && !letters;
    return run;
}

/// True when exactly three digits and no fourth stand at `at`: the comma before them parts thousands.
bool three_digits_at(std::string_view text, std::size_t at) {
    for (std::size_t i = at; i < at + 3; ++i) {
        if (class_at(text, i) != Class::digit || static_cast<unsigned char>(text[i]) >= 0x80) return false;
    }
    return class_at(text, at + 3) != Class::digit;
}

/// True when a letter stands at `at` and no word goes on behind it: the end of an acronym such as U.S.
bool lone_letter_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const Character letter = character_at(text, at);
    return letter.kind == Class::letter && !is_wordly(class_at(text, letter.next));
}

}  // namespace

void Tokenizer::start(std::string_view text) {
    text_ = text;
    at_ = 0;
}

bool Tokenizer::next(Token& token) {
    do {
        if (!find_begin()) return false;
        token.begin = at_;
        word_.clear();
        token.unspaced = character_at(text_, at_).kind == Class::unspaced;
        token.end = token.unspaced ? read_unspaced() : read_word();
    } while (word_.empty());
    if (word_.size() > longest_word) cut_word();
    token.word = word_;
    return true;
}

bool Tokenizer::find_begin() {
    while (at_ < text_.size()) {
        const Character character = character_at(text_, at_);
        if (character.kind == Class::letter || character.kind == Class::digit ||
            character.kind == Class::unspaced) {
            return true;
        }
        at_ = character.next;
    }
    return false;
}

/// Vowel signs and tone marks of Thai and its kin stay with their letter.
std::size_t Tokenizer::read_unspaced() {
    Character character = character_at(text_, at_);
    do {
        folder_.append(character.value, word_);
        at_ = character.next;
        if (at_ >= text_.size()) break;
        character = character_at(text_, at_);
    } while ((character.kind == Class::unspaced || character.kind == Class::mark) &&
             is_mark(character.value));
    return at_;
}

std::size_t Tokenizer::read_word() {
    std::size_t letters = 0;  // since the begin of the word or its last full stop
    bool only_digits = true;
    bool acronym = true;  // so far single letters with full stops between
    while (at_ < text_.size()) {
        if (const std::size_t run = ascii_run(text_.substr(at_), word_, only_digits); run > 0) {
            letters += run;
            at_ += run;
            continue;
        }
        const Character character = character_at(text_, at_);
        if (is_wordly(character.kind)) {
            folder_.append(character.value, word_);
            only_digits = only_digits && character.kind == Class::digit;
            if (character.kind != Class::mark) ++letters;
            at_ = character.next;
            continue;
        }
        const Class following = class_at(text_, character.next);
        if (character.kind == Class::apostrophe) {
            if (!is_wordly(following)) break;
            const Character letter = character_at(text_, character.next);
            if (is_s(letter.value) && !is_wordly(class_at(text_, letter.next))) {
                const std::size_t end = at_;
                at_ = letter.next;
                return end;
            }
            if (is_elided(word_)) break;
            at_ = character.next;
            continue;
        }
        if (character.value == '.') {
            acronym = acronym && letters == 1 && !only_digits;
            if (acronym && lone_letter_at(text_, character.next)) {
                letters = 0;
                at_ = character.next;
                continue;
            }
            if (!only_digits || following != Class::digit) break;
            word_ += '.';
            at_ = character.next;
            continue;
        }
        if (character.value == ',' && only_digits && three_digits_at(text_, character.next)) {
            at_ = character.next;
            continue;
        }
        if (character.value == '&' && !only_digits && is_letter(following)) {
            word_ += '&';
            at_ = character.next;
            continue;
        }
        const std::size_t suffix = programming_suffix();
        word_.append(text_.substr(at_, suffix));
        at_ += suffix;
        break;
    }
    return at_;
}

/// The length of the "++" or "#" of C++, C# and F# at the end of a word of one letter; else 0.
std::size_t Tokenizer::programming_suffix() const {
    if (word_.size() != 1 || is_wordly(class_at(word_, 0)) == false) return 0;
    const std::string_view rest = text_.substr(at_);
    const std::size_t length = rest.starts_with("++") ? 2 : rest.starts_with("#") ? 1 : 0;
    return is_wordly(class_at(text_, at_ + length)) ? 0 : length;
}

/// Cuts the word to what a term holds, between characters.
void Tokenizer::cut_word() {
    std::size_t cut = longest_word;
    while (cut > 0 && (static_cast<unsigned char>(word_[cut]) & 0xC0) == 0x80) --cut;
    word_.resize(cut);
}

}  // namespace dateline
