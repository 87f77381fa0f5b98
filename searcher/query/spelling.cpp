#include "searcher/query/spelling.h"

#include <algorithm>
#include <array>
#include <string>

#include "searcher/query/characters.h"
#include "searcher/query/operators.h"

namespace dateline {

namespace {

bool is_lower_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// Letters, digits and underscores of ASCII, a letter first: the shape of the names of fields.
bool has_shape_of_name(std::string_view name) {
    const auto is_letter = [](char c) { return is_lower_letter(c) || (c >= 'A' && c <= 'Z'); };
    return !name.empty() && is_letter(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
        return is_letter(c) || c == '_' || (c >= '0' && c <= '9');
    });
}

bool is_all_lower(std::string_view name) {
    return std::all_of(name.begin(), name.end(), [](char c) { return is_lower_letter(c) || c == '_'; });
}

bool has_letter(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const QueryCharacter character = character_at(text, at);
        const bool digit = character.value >= U'0' && character.value <= U'9';
        if (is_word_character(character.value) && !digit) return true;
        at += character.length;
    }
    return false;
}

FieldSpelling::Other other_spelling(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (lower == "exact") return FieldSpelling::Other::exact;
    if (lower == "words") return FieldSpelling::Other::length;
    return FieldSpelling::Other::none;
}

bool remove_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool remove_suffix(std::string_view& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text.remove_suffix(suffix.size());
    return true;
}

/// Removes full stops at the end when no other stands in the word, as in U.S.
bool remove_full_stop(std::string_view& text) {
    const std::size_t last = text.find_last_not_of('.');
    if (last == std::string_view::npos || last + 1 == text.size()) return false;
    if (text.substr(0, last).find('.') != std::string_view::npos) return false;
    text = text.substr(0, last + 1);
    return true;
}

}  // namespace

std::optional<FieldSpelling> find_field_spelling(std::string_view chunk) {
    const std::size_t colon = chunk.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    FieldSpelling spelling{chunk.substr(0, colon), nullptr, chunk.substr(colon + 1)};
    if (!has_shape_of_name(spelling.name)) return std::nullopt;
    spelling.field = find_field(spelling.name);
    if (spelling.field != nullptr) return spelling;
    spelling.other = other_spelling(spelling.name);
    if (spelling.other != FieldSpelling::Other::none) return spelling;
    const bool address_or_scope = spelling.rest.starts_with("//") || spelling.rest.starts_with(':');
    if (spelling.rest.empty() || address_or_scope || !is_all_lower(spelling.name)) return std::nullopt;
    return spelling;
}

std::optional<SimilarSpelling> find_similar_spelling(std::string_view chunk) {
    const std::size_t sign = chunk.rfind('~');
    if (sign == std::string_view::npos || !has_word_character(chunk.substr(0, sign))) return std::nullopt;
    const std::string_view digits = chunk.substr(sign + 1);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    return SimilarSpelling{chunk.substr(0, sign), digits};
}

LetterCase find_letter_case(std::string_view spelling) {
    if (spelling == "CAPS") return LetterCase::capitalised;
    if (spelling == "ALLCAPS") return LetterCase::all_capitals;
    if (spelling == "NOCAPS") return LetterCase::no_capitals;
    return LetterCase::any;
}

bool ends_in_colon(std::string_view chunk) {
    return chunk.ends_with(':') && has_letter(chunk);
}

bool begins_with_dash(std::string_view chunk) {
    constexpr std::array<std::string_view, 3> dashes{"\u2013", "\u2014", "\u2212"};
    return std::any_of(dashes.begin(), dashes.end(),
                       [&](std::string_view dash) { return chunk.starts_with(dash); });
}

bool has_inner_question_mark(std::string_view chunk) {
    if (chunk.find_first_of("/=") != std::string_view::npos) return false;
    const std::size_t mark = chunk.find('?');
    return mark != std::string_view::npos && has_word_character(chunk.substr(0, mark)) &&
           has_word_character(chunk.substr(mark));
}

bool is_plain_word(std::string_view chunk, ChunkPlace place) {
    if (!has_word_character(chunk) || chunk.find_first_of("*|()") != std::string_view::npos) return false;
    if (chunk.starts_with('-') || chunk.starts_with('=') || begins_with_dash(chunk)) return false;
    if (has_inner_question_mark(chunk) || find_similar_spelling(without_punctuation(chunk))) return false;
    if (find_letter_case(chunk) != LetterCase::any) return false;
    if (place == ChunkPlace::field) return true;
    return !find_operator(chunk) && !find_foreign_operator(chunk, false) && !find_field_spelling(chunk) &&
           !ends_in_colon(chunk);
}

std::string_view without_punctuation(std::string_view chunk) {
    constexpr std::array<std::string_view, 4> opening{"'", "\u2018", "\u00bf", "\u00a1"};
    constexpr std::array<std::string_view, 8> closing{",", ";", "?", "!", "'", "\u2018", "\u2019", "\u2026"};
    bool shrunk = true;
    while (shrunk) {
        shrunk = remove_full_stop(chunk);
        for (const std::string_view mark : opening) shrunk = remove_prefix(chunk, mark) || shrunk;
        for (const std::string_view mark : closing) shrunk = remove_suffix(chunk, mark) || shrunk;
    }
    return chunk;
}

std::string_view plain_word(std::string_view chunk) {
    const std::string_view bare = without_punctuation(chunk);
    return is_plain_word(bare, ChunkPlace::query) ? bare : chunk;
}

bool is_bare_value(std::string_view value, FieldKind kind) {
    if (value.empty() || value.find_first_of("()*") != std::string_view::npos) return false;
    for (std::size_t at = 0; at < value.size();) {
        const QueryCharacter character = character_at(value, at);
        if (is_query_space(character.value) || is_quotation_mark(character.value)) return false;
        at += character.length;
    }
    if (kind == FieldKind::key) return true;
    return !value.starts_with('-') && !begins_with_dash(value) && without_punctuation(value) == value;
}

}  // namespace dateline
