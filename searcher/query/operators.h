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

inline constexpr std::array<OperatorHelp, 21> operator_table{{
    {"a b", "both words, anywhere in the article", "ceasefire talks"},
    {"\"a b\"", "exactly these words in this order", "\"security guarantees\""},
    {"a AND b", "both, the same as a b", "cocoa AND (wheat OR sugar)"},
    {"a OR b", "one of them at least", "Kyiv OR Kiev"},
    {"-a", "not this; before a word, a phrase, a field or a parenthesis", "talks -trade"},
    {"NOT a", "the same as -a", "talks NOT \"Grand Prix\""},
    {"( )", "group", "(strike OR attack) Kharkiv"},
    {"a NEAR/n b", "at most n words apart, in either order; 1 to 1000, NEAR alone is NEAR/10",
     "reconstruction NEAR/5 billion"},
    {"a ADJ/n b", "b at most n words after a; 1 to 1000, ADJ alone is ADJ/1", "foreign ADJ/2 minister"},
    {"a /s b", "in one sentence, in either order; w/s is the same", "talks /s Geneva"},
    {"a /p b", "in one paragraph, in either order; w/p is the same", "reconstruction /p billion"},
    {"ATLEAST/n a", "n times or more in the article; 1 to 1000; before a word, a phrase, words between ORs",
     "ATLEAST/3 talks"},
    {"a*", "every word that begins so; three letters at least", "negotiat*"},
    {"a~n",
     "every word n letters off, 1 or 2: one added, left out, replaced, or two neighbours swapped; "
     "four letters at least; a~ is a~1 up to seven letters, else a~2",
     "witkof~"},
    {"=a", "this form only: =talks does not find talk", "=talks"},
    {"exact:a", "the same as =a", "exact:talks"},
    {"CAPS(a)", "this form only, with a capital first: CAPS(aids) does not find aids", "CAPS(gulf)"},
    {"ALLCAPS(a)", "this form only, all in capitals; NOCAPS(a) without any", "ALLCAPS(us)"},
    {"words:n", "articles of so many words: words:>800, words:<200, words:300..800", "words:300..800"},
    {"field:a", "in that field only: a word, a phrase, a whole name, a date", "title:talks"},
    {"field:(a OR b)", "all of this in that field, which must be one of words", "title:(strike OR ferry)"},
}};

/// What binds tightest comes first.
inline constexpr std::string_view precedence_text =
    "ATLEAST binds tightest, then NOT and -, then NEAR, ADJ, /s and /p, then AND and words side by side, "
    "then "
    "OR: a b OR c -d is (a AND b) OR (c AND NOT d). Parentheses group otherwise.";

inline constexpr unsigned largest_distance = 1000;
inline constexpr unsigned default_near_distance = 10;
inline constexpr unsigned default_adjacent_distance = 1;

enum class OperatorKind : std::uint8_t {
    conjunction,
    disjunction,
    negation,
    near,
    adjacent,
    sentence,
    paragraph,
    at_least
};

struct Operator {
    OperatorKind kind;
    unsigned distance = 0;  ///< of near, adjacent, at_least; 0 when what was typed is no number in range
};

/// The operator that is spelled so, upper case only but for /s, /p, w/s and w/p; also for spellings such as
/// NEAR/0, NEAR/x and ATLEAST alone, which come with the distance 0.
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
