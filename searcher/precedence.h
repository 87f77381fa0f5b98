#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "common/archive/values.h"
#include "common/dates.h"

/// Who of several had a story first.
namespace dateline {

/// Behind all that have a date.
inline constexpr std::int64_t undated_precedence = std::numeric_limits<std::int64_t>::max();

/// The least was first. Of a paper that gives no more than the day nobody knows the hour, so it does not come
/// before one that proves its hour of that day. Slots do not tell such a day from midnight by Universal Time,
/// which is seldom more than a day either.
[[nodiscard]] inline std::int64_t precedence(Day day, std::int64_t instant) {
    constexpr std::int64_t seconds_a_day = 24 * 60 * 60;
    const std::int64_t begin = std::int64_t{day.time_since_epoch().count()} * seconds_a_day;
    return instant == begin ? begin + seconds_a_day - 1 : instant;
}

[[nodiscard]] inline std::int64_t precedence(const std::optional<Timestamp>& published) {
    return published ? precedence(published->day, published->instant()) : undated_precedence;
}

/// Of the value of a slot.
[[nodiscard]] inline std::int64_t precedence(std::string_view value) {
    const std::optional<Day> day = values::day(value);
    const std::optional<std::int64_t> instant = values::instant(value);
    return day && instant ? precedence(*day, *instant) : undated_precedence;
}

}  // namespace dateline
