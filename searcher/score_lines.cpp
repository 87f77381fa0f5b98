#include "searcher/score_lines.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

namespace dateline {

namespace {

using Kind = ScorePart::Kind;

constexpr double thousand = 1000;

std::string shown(std::int64_t thousandths) {
    return fmt::format("{:.3f}", static_cast<double>(thousandths) / thousand);
}

/// The weights in thousandths, rounded so that they add up to the rounded score: those that lose or gain most
/// by rounding are rounded the other way.
std::vector<std::int64_t> thousandths(const std::vector<Addend>& addends, double score) {
    std::vector<std::int64_t> rounded;
    std::vector<double> lost;
    for (const Addend& addend : addends) {
        rounded.push_back(std::llround(addend.weight * thousand));
        lost.push_back(addend.weight * thousand - static_cast<double>(rounded.back()));
    }
    const std::int64_t sum = std::accumulate(rounded.begin(), rounded.end(), std::int64_t{0});
    std::int64_t missing = std::llround(score * thousand) - sum;
    // No more than a rounding each: a score that is made of something else must not look as if it were not.
    const auto most = static_cast<std::int64_t>(addends.size());
    if (std::abs(missing) > most) return rounded;
    for (; missing != 0; missing -= missing > 0 ? 1 : -1) {
        const auto at = missing > 0 ? std::ranges::max_element(lost) : std::ranges::min_element(lost);
        const std::int64_t step = missing > 0 ? 1 : -1;
        rounded[static_cast<std::size_t>(at - lost.begin())] += step;
        *at -= static_cast<double>(step);
    }
    return rounded;
}

std::string_view group_name(Kind kind) {
    switch (kind) {
        case Kind::word:
            return "words";
        case Kind::title:
            return "title";
        case Kind::label:
            return "keywords and byline";
        case Kind::neighbours:
            return "neighbours";
        case Kind::name:
            return "names";
        case Kind::feedback:
            return "added words";
        case Kind::recency:
            return "recent";
    }
    return {};
}

}  // namespace

std::string score_line(const std::vector<Addend>& addends, double score) {
    const std::vector<std::int64_t> weights = thousandths(addends, score);
    std::string line;
    constexpr Kind order[] = {Kind::word, Kind::title,    Kind::label,  Kind::neighbours,
                              Kind::name, Kind::feedback, Kind::recency};
    for (const Kind kind : order) {
        std::int64_t sum = 0;
        std::string members;
        for (std::size_t i = 0; i < addends.size(); ++i) {
            if (addends[i].kind != kind) continue;
            sum += weights[i];
            if (!members.empty()) members += ", ";
            members += fmt::format("{} {}", addends[i].label, shown(weights[i]));
        }
        if (members.empty()) continue;
        line += fmt::format("{} {} {}", line.empty() ? " =" : " +", group_name(kind), shown(sum));
        if (kind == Kind::word || kind == Kind::name) line += fmt::format(" ({})", members);
    }
    return fmt::format("{:.3f}{}", score, line);
}

std::vector<std::string> score_lines(const std::vector<Addend>& addends, double score) {
    const std::vector<std::int64_t> weights = thousandths(addends, score);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < addends.size(); ++i)
        lines.push_back(fmt::format("{} {}", shown(weights[i]), addends[i].label));
    return lines;
}

}  // namespace dateline
