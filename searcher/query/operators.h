#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dateline {

/// One way to write a query, declared once: the help, the manual and their tests read this.
struct OperatorHelp {
    std::string_view spelling;
    std::string_view meaning;
    std::string_view example;  ///< a whole query that parses
};

inline constexpr std::array<OperatorHelp, 13> operator_table{{
    {"a b", "both words, anywhere in the article", "ceasefire talks"},
    {"\"a b\"", "exactly these words in this order", "\"security guarantees\""},
    {"a AND b", "both, the same as a b", "grain AND (wheat OR maize)"},
    {"a OR b", "one of them at least", "Kyiv OR Kiev"},
    {"-a", "not this; before a word, a phrase, a field or a parenthesis", "talks -trade"},
    {"NOT a", "the same as -a", "talks NOT \"Grand Prix\""},
    {"( )", "group", "(strike OR attack) Kharkiv"},
    {"a NEAR/n b", "at most n words apart, in either order; 1 to 1000, NEAR alone is NEAR/10",
     "reconstruction NEAR/5 billion"},
    {"a ADJ/n b", "b at most n words after a; 1 to 1000, ADJ alone is ADJ/1", "prime ADJ/2 minister"},
    {"a*", "every word that begins so; three letters at least", "negotiat*"},
    {"=a", "this form only: =talks does not find talk", "=talks"},
    {"field:a", "in that field only: a word, a phrase, a whole name, a date", "title:ceasefire"},
    {"field:(a OR b)", "all of this in that field, which must be one of words", "title:(ceasefire OR truce)"},
}};

/// What binds tightest comes first.
inline constexpr std::string_view precedence_text =
    "NOT and - bind tightest, then NEAR and ADJ, then AND and words side by side, then OR: "
    "a b OR c -d is (a AND b) OR (c AND NOT d). Parentheses group otherwise.";

inline constexpr unsigned largest_distance = 1000;
inline constexpr unsigned default_near_distance = 10;
inline constexpr unsigned default_adjacent_distance = 1;

enum class OperatorKind : std::uint8_t { conjunction, disjunction, negation, near, adjacent };

struct Operator {
    OperatorKind kind;
    unsigned distance = 0;  ///< of near and adjacent; 0 when what was typed is no distance in range
};

/// The operator that is spelled so, upper case only; also for spellings such as NEAR/0 and NEAR/x, which
/// come with the distance 0.
[[nodiscard]] std::optional<Operator> find_operator(std::string_view spelling);

/// Why a spelling must not be taken for words: it is an operator of another search engine, or one of ours
/// in lower case ("near/5"). Whoever types it would get an answer to another question.
struct ForeignOperator {
    std::string_view message;
    std::string_view hint;
};

/// `before_parenthesis` tells that "(" follows at once, as in "CAPS(x)".
[[nodiscard]] std::optional<ForeignOperator> find_foreign_operator(std::string_view spelling,
                                                                   bool before_parenthesis);

}  // namespace dateline
