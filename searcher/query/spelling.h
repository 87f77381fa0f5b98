#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "common/fields.h"
#include "searcher/letter_case.h"

namespace dateline {

/// How a chunk, a run of characters without spaces, quotation marks and parentheses, is to be read. The
/// lexer and the printer share this, so that what one writes the other understands.

/// Where a chunk stands: on its own, where operators and fields are looked for, or behind "field:", where
/// "AND" and "10:30" are plain words.
enum class ChunkPlace : std::uint8_t { query, field };

/// "name:rest" at the beginning of a chunk.
struct FieldSpelling {
    /// What is spelled like a field without being one of the table.
    enum class Other : std::uint8_t { none, exact, length };

    std::string_view name;
    const Field* field = nullptr;  ///< nullptr when no field has that name
    std::string_view rest;         ///< behind the colon
    Other other = Other::none;     ///< exact:talks, words:>800
};

/// A chunk that asks for a field: a known name before a colon, or a lower-case word that looks like one.
/// Nothing for 10:30, https://example.com, std::vector, Note:this and the like, which are plain text; also
/// nothing when the chunk ends with the colon and no field has that name (see `ends_in_colon`).
[[nodiscard]] std::optional<FieldSpelling> find_field_spelling(std::string_view chunk);

/// "witkof~", "witkof~2": a word, a tilde, and perhaps digits behind it.
struct SimilarSpelling {
    std::string_view word;
    std::string_view digits;
};
[[nodiscard]] std::optional<SimilarSpelling> find_similar_spelling(std::string_view chunk);

/// CAPS, ALLCAPS and NOCAPS; LetterCase::any for anything else.
[[nodiscard]] LetterCase find_letter_case(std::string_view spelling);

/// "re:", "Breaking:": words with a colon and nothing behind it. Not "10:".
[[nodiscard]] bool ends_in_colon(std::string_view chunk);

/// True for the dashes that editors make of a minus sign: – — −. Before a word they can mean either.
[[nodiscard]] bool begins_with_dash(std::string_view chunk);

/// True for "wom?n": a question mark with a letter on both sides, outside anything like an address.
[[nodiscard]] bool has_inner_question_mark(std::string_view chunk);

/// True when the chunk is a plain word and nothing else: no operator, field, wildcard, sign, parenthesis.
[[nodiscard]] bool is_plain_word(std::string_view chunk, ChunkPlace place);

/// The chunk without the punctuation around it that only belongs to the sentence: 'talks', -> talks, but
/// U.S. stays. What is left may be empty.
[[nodiscard]] std::string_view without_punctuation(std::string_view chunk);

/// As `without_punctuation`, unless that would make an operator or another special word of it.
[[nodiscard]] std::string_view plain_word(std::string_view chunk);

/// True when a value of a field can be written without quotation marks and is read back the same.
[[nodiscard]] bool is_bare_value(std::string_view value, FieldKind kind);

}  // namespace dateline
