#pragma once

#include <string_view>

#include "common/dates.h"

namespace dateline {

/// Reads a date as a person types it into a filter, against `today`: "2026", "2026-01", "2026-01-24",
/// "24 Jan 2026", "Jan 24, 2026", "January 2026", "today", "yesterday", "last week", "this month",
/// "7 days ago", "last 30 days". The answer is always closed at both ends. Throws Error with a caret for
/// whatever is not understood; nothing is guessed.
[[nodiscard]] DayRange parse_date(std::string_view text, Day today);

/// Reads "DATE", "DATE..DATE", "DATE..", or "..DATE" into the days from the first one's begin to the last
/// one's end. Throws Error, also when the range runs backwards.
[[nodiscard]] DayRange parse_date_range(std::string_view text, Day today);

}  // namespace dateline
