#pragma once

#include <optional>
#include <string_view>

#include "common/dates.h"

namespace dateline {

/// What of a written date was not taken.
struct DateDoubts {
    bool clock_dropped = false;  ///< a time of day that no day has
    bool zone_dropped = false;   ///< a zone that is unknown, impossible or one name for several
};

/// Reads a date in a form that publishers write: ISO 8601 and RFC 3339 (basic form too), RFC 822,
/// "24-JAN-2026 15:01:01.79", "January 24, 2026 5:07 p.m. EST", "24 January 2026", "20260124".
/// Nothing when the text is no date, is ambiguous (01/02/2026), has a year of two digits whose century no day
/// of the week proves, or names a day that does not exist; an
/// impossible clock is dropped and its day kept; `doubts`, if given, says so. Whether the day is believable
/// is `plausible`'s to say.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text, DateDoubts* doubts = nullptr);

/// The date in a path such as "2026/01/26/talks.txt", "2026-01-26-talks.txt" or "talks_20260126.txt";
/// the last one when there are several.
[[nodiscard]] std::optional<Day> day_in_path(std::string_view path);

}  // namespace dateline
