#pragma once

#include <cstddef>
#include <string_view>

#include "common/dates.h"
#include "searcher/query/syntax_tree.h"

namespace dateline {

/// Bounds on what a query may be; beyond them it is refused.
inline constexpr std::size_t longest_query = std::size_t{64} * 1024;  ///< bytes
inline constexpr std::size_t most_query_words = 1000;
inline constexpr std::size_t deepest_query = 100;  ///< parentheses in one another

/// Reads what a person typed.
///
///     query    = alternative { OR alternative }
///     alternative = part { [AND] part }               all of them; side by side is AND
///     part     = ["-" | NOT] near                     "-" without a space after it
///     near     = operand { NEAR[/n] operand }         or ADJ[/n], /s, /p; one operator and distance in a row
///     operand  = [ATLEAST/n] leaf | [ATLEAST/n] "(" query ")" | field ":" "(" query ")"
///     leaf     = [field ":"] ( word | =word | word* | word~ | "several words" | CAPS(word) )
///              | words:range
///
/// What binds tightest comes first: ATLEAST, NOT and "-", NEAR and its kin, AND, OR. As NOT binds tighter
/// than NEAR, -a NEAR b would be (NOT a) NEAR b, which is refused: write -(a NEAR b).
///
/// - Operators are upper case; and, or, not, near are words.
/// - Fields of words (title, lede, text) take any leaf and parentheses. The others take one whole value,
///   quoted when it has spaces; fields of dates what `parse_date_range` reads against `today`.
/// - NEAR, ADJ, /s and /p join words and phrases of one field, or parentheses with words between ORs;
///   ATLEAST counts one such.
/// - A word holds whatever punctuation it was typed with (AT&T, 10:30, https://example.com/a?b=c), without
///   commas, question marks, full stops and the like around it. A chunk without any letter or number, as the
///   & in "Marks & Spencer", is no word and is left out; inside quotation marks nothing is special.
/// - A word before a colon is a field: a lower-case one that is not is refused, with the nearest name.
/// - A query of spaces is every article. A query must find something: -a alone is refused, so is a OR -b.
///
/// Nothing is repaired: whatever does not parse is an Error with a caret, a reason and a hint.
[[nodiscard]] Node parse_query(std::string_view query, Day today);

/// Takes any bytes as plain words, all of which are required; no operators, fields, phrases. For queries out
/// of files that were written for no query language. Never throws for what it reads: broken UTF-8 parts
/// words, and words beyond `most_query_words` are left out. Kind `all` when there is no word.
[[nodiscard]] Node parse_plain_words(std::string_view text);

}  // namespace dateline
