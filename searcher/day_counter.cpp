#include "searcher/day_counter.h"

#include <algorithm>

#include "common/archive/values.h"

namespace dateline {

namespace {

/// The row grows by so many days, and to so many at most: those of a century and a half.
constexpr std::uint32_t step = 1024;
constexpr std::uint32_t most_in_row = 56 * step;

}  // namespace

void DayCounter::see_outside(std::uint32_t day_part) {
    if (!values::day_of_part(day_part)) {
        ++undated_;
        return;
    }
    // Days of the calendar are far from both ends of the numbers.
    const std::uint32_t begin = day_part / step * step;
    const std::uint32_t end = begin + step;
    if (row_.empty()) first_ = begin;
    const std::uint32_t row_end = first_ + static_cast<std::uint32_t>(row_.size());
    const std::uint32_t new_first = std::min(first_, begin);
    const std::uint32_t new_end = std::max(row_end, end);
    if (new_end - new_first > most_in_row) {
        ++far_[day_part];
        return;
    }
    row_.insert(row_.begin(), first_ - new_first, 0);
    row_.resize(new_end - new_first);
    first_ = new_first;
    ++row_[day_part - first_];
}

DayCounts DayCounter::counts() const {
    DayCounts counts;
    counts.undated = undated_;
    for (std::uint32_t i = 0; i < row_.size(); ++i) {
        if (row_[i] > 0) counts.days.emplace_back(*values::day_of_part(first_ + i), row_[i]);
    }
    if (far_.empty()) return counts;
    for (const auto& [part, articles] : far_) counts.days.emplace_back(*values::day_of_part(part), articles);
    std::ranges::sort(counts.days);
    return counts;
}

}  // namespace dateline
