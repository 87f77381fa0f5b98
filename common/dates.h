#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// A calendar day of the proleptic Gregorian calendar, without a zone.
using Day = std::chrono::sys_days;

/// The first day that is believed as a publication date: newspapers begin about then.
inline constexpr Day earliest_day{std::chrono::year{1600} / 1 / 1};

/// When something was published, as its source wrote it: a day, perhaps a clock time on that day, perhaps
/// with the zone the clock was in. The day is the source's own and is never moved to another zone: a paper
/// dated the 24th stays on the 24th.
struct Timestamp {
    Day day{};
    std::optional<std::chrono::seconds> clock;   ///< since midnight, 0 to 86,399
    std::optional<std::chrono::minutes> offset;  ///< of the clock from UTC, east positive

    /// Seconds since 1970 in UTC, for putting articles in order. No clock counts as midnight, no zone as UTC.
    [[nodiscard]] std::int64_t instant() const;

    bool operator==(const Timestamp&) const = default;
};

/// ISO 8601: "2026-01-24", "2026-01-24T08:15:00", "2026-01-24T08:15:00+04:00" or with "Z".
[[nodiscard]] std::string to_string(const Timestamp& when);

/// "2026-01-24".
[[nodiscard]] std::string to_string(Day day);

/// False for a number of days that no year of <chrono> holds: only damage makes one.
[[nodiscard]] bool in_calendar(Day day);

/// False for days before 1600 and for days after the day after tomorrow of `today`.
[[nodiscard]] bool plausible(Day day, Day today);

/// Days from `first` to `last`, both included; an end that is missing is open.
struct DayRange {
    std::optional<Day> first;
    std::optional<Day> last;

    bool operator==(const DayRange&) const = default;
};

[[nodiscard]] constexpr bool is_within(Day day, const DayRange& range) {
    return !(range.first && day < *range.first) && !(range.last && day > *range.last);
}

}  // namespace dateline
