#pragma once

#include <chrono>

#include "common/dates.h"

namespace dateline {

/// The whole weeks, months and years that dates and timelines are made of; both ends closed.

[[nodiscard]] constexpr DayRange one_day(Day day) {
    return {day, day};
}

[[nodiscard]] constexpr DayRange whole_month(std::chrono::year_month month) {
    return {Day{month / 1}, Day{month / std::chrono::last}};
}

[[nodiscard]] constexpr DayRange whole_years(int first, int last) {
    return {Day{std::chrono::year{first} / 1 / 1}, Day{std::chrono::year{last} / 12 / 31}};
}

/// Weeks begin on Monday, as in ISO 8601.
[[nodiscard]] constexpr Day monday_of(Day day) {
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

[[nodiscard]] constexpr std::chrono::year_month month_of(Day day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

[[nodiscard]] constexpr int year_of(Day day) {
    return static_cast<int>(std::chrono::year_month_day{day}.year());
}

}  // namespace dateline
