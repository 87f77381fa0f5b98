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

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// "/x", "/s5", "/seg", "w/para": what other engines have for stretches of a text. Not "w/o" and "/path".
bool looks_like_stretch(std::string_view lower) {
    for (const std::string_view word : {"sent", "sentence", "para", "paragraph", "seg", "doc"}) {
        if (lower == '/' + std::string(word) || lower == "w/" + std::string(word)) return true;
    }
    if (lower.size() < 2 || lower.front() != '/' || !is_letter(lower[1])) return false;
    return lower.size() == 2 || all_digits(lower.substr(2));
}

/// NEAR5, ADJ3: an operator whose slash was left out.
bool lacks_slash(std::string_view spelling) {
    for (const std::string_view head : {"NEAR", "ADJ"}) {
        if (const auto tail = after(spelling, head); tail && all_digits(*tail)) return true;
    }
    return false;
}

/// word^3: the sign of other engines for weights.
bool ends_in_weight(std::string_view text) {
    const std::size_t sign = text.rfind('^');
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
    if (spelling == "ATLEAST") return Operator{OperatorKind::at_least};
    const std::string lower = lower_case(spelling);
    if (lower == "/s" || lower == "w/s") return Operator{OperatorKind::sentence};
    if (lower == "/p" || lower == "w/p") return Operator{OperatorKind::paragraph};
    if (const auto digits = after(spelling, "ATLEAST/"))
        return Operator{OperatorKind::at_least, distance_in(*digits)};
    if (const auto digits = after(spelling, "NEAR/"))
        return Operator{OperatorKind::near, distance_in(*digits)};
    if (const auto digits = after(spelling, "ADJ/"))
        return Operator{OperatorKind::adjacent, distance_in(*digits)};
    return std::nullopt;
}

std::optional<ForeignOperator> find_foreign_operator(std::string_view spelling, bool before_parenthesis) {
    constexpr std::string_view near_hint = "write NEAR/5 for words near one another, or quote it to find it";
    const std::string lower = lower_case(spelling);
    for (const std::string_view head : {"/", "w/", "pre/", "within/", "onear/", "notw/"}) {
        const auto tail = after(lower, head);
        if (tail && all_digits(*tail))
            return ForeignOperator{"this is not an operator of this version", near_hint};
        if (tail && (*tail == "s" || *tail == "p"))
            return ForeignOperator{
                "this is not an operator of this version",
                "write a /s b for one sentence, a /p b for one paragraph, in either order"};
    }
    if (looks_like_stretch(lower))
        return ForeignOperator{
            "this is not an operator of this version",
            "write a /s b for one sentence, a /p b for one paragraph, or quote it to find it"};
    if (lacks_slash(spelling)) return ForeignOperator{"a slash is missing before the number", near_hint};
    if (spelling == "XOR" || spelling == "ANDNOT")
        return ForeignOperator{"this is not an operator of this version",
                               "write a AND b, a OR b or a NOT b, or quote it to find it"};
    for (const std::string_view head : {"near/", "adj/"}) {
        const auto tail = after(lower, head);
        if (tail && all_digits(*tail))
            return ForeignOperator{"operators are written in upper case", near_hint};
    }
    if (const auto least = after(lower, "atl"); least && all_digits(*least) && before_parenthesis)
        return ForeignOperator{"this is not an operator of this version", "write ATLEAST/5 ceasefire"};
    if (const auto least = after(lower, "atleast"); least && all_digits(*least))
        return ForeignOperator{"a slash is missing before the number",
                               "write ATLEAST/5 ceasefire, or quote it to find it as a word"};
    if (const auto least = after(lower, "atleast/"); least && all_digits(*least))
        return ForeignOperator{"operators are written in upper case",
                               "write ATLEAST/5 ceasefire, or quote it"};
    if (before_parenthesis && (spelling == "caps" || spelling == "allcaps" || spelling == "nocaps"))
        return ForeignOperator{"operators are written in upper case",
                               "write CAPS(turkey), or put a space before the parenthesis"};
    for (const std::string_view head : {"CAPS:", "ALLCAPS:", "NOCAPS:"}) {
        if (spelling.starts_with(head))
            return ForeignOperator{"this takes parentheses, no colon", "write CAPS(turkey), or quote it"};
    }
    if (ends_in_weight(spelling))
        return ForeignOperator{"^ is not an operator",
                               "words weigh by how rare they are; leave it out, or quote it to find it"};
    if (spelling == "&&") return ForeignOperator{"&& is not an operator", "write AND, or nothing"};
    if (spelling == "||" || spelling == "|") return ForeignOperator{"| is not an operator", "write OR"};
    if (spelling.starts_with('!') && has_word_character(spelling))
        return ForeignOperator{"! is not an operator", "write -word to leave a word out, or quote it"};
    return std::nullopt;
}

}  // namespace dateline
