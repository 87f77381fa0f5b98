#include "searcher/query/operators.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "searcher/query/characters.h"

namespace dateline {

namespace {

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The number after "NEAR/"; 0 when it is none, or out of range.
unsigned distance_in(std::string_view digits) {
    unsigned distance = 0;
    if (!all_digits(digits)) return 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), distance);
    return failure == std::errc{} && distance <= largest_distance ? distance : 0;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

/// The part behind `head`, when the text begins with it.
std::optional<std::string_view> after(std::string_view text, std::string_view head) {
    if (!text.starts_with(head)) return std::nullopt;
    return text.substr(head.size());
}

/// word~, word~2, word^3: signs of other engines for similar words and for weights.
bool ends_in_sign(std::string_view text) {
    const std::size_t sign = text.find_last_of("~^");
    if (sign == std::string_view::npos || !has_word_character(text.substr(0, sign))) return false;
    const std::string_view behind = text.substr(sign + 1);
    return behind.empty() || all_digits(behind);
}

}  // namespace

std::optional<Operator> find_operator(std::string_view spelling) {
    if (spelling == "AND") return Operator{OperatorKind::conjunction};
    if (spelling == "OR") return Operator{OperatorKind::disjunction};
    if (spelling == "NOT") return Operator{OperatorKind::negation};
    if (spelling == "NEAR") return Operator{OperatorKind::near, default_near_distance};
    if (spelling == "ADJ") return Operator{OperatorKind::adjacent, default_adjacent_distance};
    if (const auto digits = after(spelling, "NEAR/"))
        return Operator{OperatorKind::near, distance_in(*digits)};
    if (const auto digits = after(spelling, "ADJ/"))
        return Operator{OperatorKind::adjacent, distance_in(*digits)};
    return std::nullopt;
}

std::optional<ForeignOperator> find_foreign_operator(std::string_view spelling, bool before_parenthesis) {
    constexpr std::string_view near_hint = "write NEAR/5 for words near one another, or quote it to find it";
    const std::string lower = lower_case(spelling);
    for (const std::string_view head : {"/", "w/", "pre/"}) {
        const auto tail = after(lower, head);
        if (tail && (all_digits(*tail) || *tail == "s" || *tail == "p"))
            return ForeignOperator{"this is not an operator of this version", near_hint};
    }
    for (const std::string_view head : {"near/", "adj/"}) {
        const auto tail = after(lower, head);
        if (tail && all_digits(*tail))
            return ForeignOperator{"operators are written in upper case", near_hint};
    }
    auto least = after(spelling, "ATLEAST");
    if (least && least->starts_with('/')) least->remove_prefix(1);
    if (least && all_digits(*least))
        return ForeignOperator{"ATLEAST is not an operator of this version", "quote it to find it as a word"};
    if (before_parenthesis && (spelling == "CAPS" || spelling == "ALLCAPS" || spelling == "NOCAPS"))
        return ForeignOperator{"CAPS is not an operator of this version", "quote it to find it as a word"};
    if (ends_in_sign(spelling))
        return ForeignOperator{"~ and ^ are not operators of this version",
                               "write word* for every ending, or quote it to find it"};
    if (spelling == "&&") return ForeignOperator{"&& is not an operator", "write AND, or nothing"};
    if (spelling == "||" || spelling == "|") return ForeignOperator{"| is not an operator", "write OR"};
    if (spelling.starts_with('!') && has_word_character(spelling))
        return ForeignOperator{"! is not an operator", "write -word to leave a word out, or quote it"};
    return std::nullopt;
}

}  // namespace dateline
