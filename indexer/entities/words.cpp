#include "indexer/entities/words.h"

#include "indexer/entities/characters.h"
#include "indexer/entities/hashing.h"

namespace dateline::entities {
namespace {

/// Characters of a word that shapes and folding look at; what is beyond names nothing.
constexpr std::size_t looked_at = 60;

struct Counts {
    unsigned upper = 0, lower = 0, digit = 0, other = 0, letters = 0;
    bool first_upper = false;
};

char shape_of(const Character& character) {
    switch (character.kind) {
        case CharClass::lower:
            return 'x';
        case CharClass::upper:
            return 'X';
        case CharClass::other_letter:
            return 'y';
        case CharClass::digit:
            return '0';
        case CharClass::blank:
        case CharClass::mark:
        case CharClass::symbol:
            break;
    }
    if (is_apostrophe(character.code)) return '\'';
    if (is_dash(character.code)) return '-';
    return character.code < 0x80 ? static_cast<char>(character.code) : '?';
}

Counts count(std::string_view text) {
    Counts counts;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (at == 0) counts.first_upper = character.kind == CharClass::upper;
        at += character.bytes;
        switch (character.kind) {
            case CharClass::lower:
            case CharClass::other_letter:
                ++counts.lower;
                break;
            case CharClass::upper:
                ++counts.upper;
                break;
            case CharClass::digit:
                ++counts.digit;
                break;
            default:
                ++counts.other;
                break;
        }
    }
    counts.letters = counts.upper + counts.lower;
    return counts;
}

Look look_from(const Counts& counts, std::size_t bytes) {
    if (counts.letters == 0) return counts.digit > 0 ? Look::number : Look::punctuation;
    if (counts.upper == 0) return Look::lower;
    if (counts.letters == 1 && counts.digit == 0 && bytes <= 3) return Look::initial;
    if (counts.lower == 0 && counts.digit == 0) return Look::capitals;
    if (counts.first_upper && counts.upper == 1 && counts.digit == 0) return Look::capital;
    return Look::mixed;
}

}  // namespace

Look look_of(std::string_view text) {
    return look_from(count(text), text.size());
}

void describe(std::string_view text, CaseMode mode, const CaseTable& cases, Word& word, Spelling& spelling) {
    if (text.size() > looked_at) text = text.substr(0, looked_at);
    word.mode = mode;
    word.look = look_of(text);
    fold_word(text, spelling.folded);
    if (spelling.folded.size() > 1 && spelling.folded.back() == '.' &&
        spelling.folded.find_first_not_of('.') == 0) {
        spelling.folded.pop_back();
    }
    word.folded = hash_bytes(spelling.folded);
    word.word_class = static_cast<std::uint8_t>(cases.find(word.folded));
    const std::string_view folded = spelling.folded;
    word.ending = hash_bytes(folded.substr(folded.size() - std::min<std::size_t>(3, folded.size())), 3);

    spelling.shape.clear();
    std::string short_shape;
    unsigned run = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        at += character.bytes;
        if (character.kind == CharClass::mark) continue;
        const char sign = shape_of(character);
        run = !spelling.shape.empty() && spelling.shape.back() == sign ? run + 1 : 1;
        if (run <= 4) spelling.shape.push_back(sign);
        if (short_shape.empty() || short_shape.back() != sign) short_shape.push_back(sign);
    }
    if (mode == CaseMode::caseless && word.look >= Look::lower) {
        spelling.shape.assign(1, 'x');
        short_shape.assign(1, 'x');
        word.look = Look::lower;
    }
    word.shape = hash_bytes(short_shape, 1 + static_cast<std::uint64_t>(mode));
}

}  // namespace dateline::entities
