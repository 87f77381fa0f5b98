#include "searcher/query/counts.h"

#include <charconv>

namespace dateline {

namespace {

/// More words than any article has.
constexpr std::uint64_t greatest = 1'000'000'000;

constexpr std::string_view no_number = "this is no number of words";

std::optional<std::uint64_t> number_in(std::string_view digits) {
    std::uint64_t number = 0;
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failure != std::errc{} || number > greatest) return std::nullopt;
    return number;
}

Counts compared(char sign, bool or_equal, std::uint64_t number) {
    if (sign == '>' && !or_equal && number == greatest) return {{}, no_number};
    if (sign == '>') return {{.least = or_equal ? number : number + 1}};
    if (!or_equal && number == 0) return {{}, "no number is less than 0"};
    return {{.most = or_equal ? number : number - 1}};
}

}  // namespace

Counts read_counts(std::string_view spelling) {
    if (spelling.starts_with('>') || spelling.starts_with('<')) {
        const bool or_equal = spelling.substr(1).starts_with('=');
        const auto number = number_in(spelling.substr(or_equal ? 2 : 1));
        return number ? compared(spelling.front(), or_equal, *number) : Counts{{}, no_number};
    }
    const std::size_t dots = spelling.find("..");
    if (dots == std::string_view::npos) {
        const auto number = number_in(spelling);
        return number ? Counts{{.least = number, .most = number}} : Counts{{}, no_number};
    }
    const std::string_view first = spelling.substr(0, dots);
    const std::string_view last = spelling.substr(dots + 2);
    const Counts counts{{.least = number_in(first), .most = number_in(last)}};
    if ((!first.empty() && !counts.range.least) || (!last.empty() && !counts.range.most))
        return {{}, no_number};
    if (first.empty() && last.empty()) return {{}, "a range needs a number"};
    if (counts.range.least && counts.range.most && *counts.range.least > *counts.range.most)
        return {{}, "the range runs backwards"};
    return counts;
}

std::string print_counts(const CountRange& range) {
    const std::string first = range.least ? std::to_string(*range.least) : std::string();
    if (range.least == range.most) return first;
    return first + ".." + (range.most ? std::to_string(*range.most) : std::string());
}

}  // namespace dateline
