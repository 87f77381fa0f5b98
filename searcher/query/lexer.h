#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/fields.h"
#include "searcher/query/syntax_tree.h"

namespace dateline {

/// A query in pieces: words with their signs, quoted texts, operators, parentheses.
struct QueryToken {
    enum class Kind : std::uint8_t {
        end,
        open,
        close,
        minus,  ///< the - of -word
        conjunction,
        disjunction,
        negation,
        near,
        adjacent,
        sentence,
        paragraph,
        at_least,
        letters,  ///< "CAPS" right before its parenthesis
        field,    ///< "title:"; what it holds for is the next token
        word,     ///< a word, or behind a field of another kind than text its unquoted value
        exact,    ///< =word, without the sign
        prefix,   ///< word*, without the star
        similar,  ///< word~2, without the sign and what follows
        length,   ///< words:>800, without the name and the colon
        quoted,   ///< without its marks, otherwise as typed
    };

    Kind kind = Kind::end;
    std::string text{};
    std::size_t begin = 0;  ///< bytes in the query
    std::size_t end = 0;
    unsigned distance = 0;  ///< of near, adjacent, at_least; letters off for similar
    LetterCase letters = LetterCase::any;
    CountRange count{};            ///< of length
    const Field* field = nullptr;  ///< of a field; and of the value behind one
};

/// Cuts a query into tokens, the last of which is of kind `end`. Tokens without any letter or number, such
/// as a lone &, are left out. Throws Error with a caret for what no query can hold: broken UTF-8, an
/// unclosed quotation mark, a lone minus, an unknown field, wildcards that are not supported.
[[nodiscard]] std::vector<QueryToken> cut_query(std::string_view query);

}  // namespace dateline
