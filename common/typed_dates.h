#pragma once

#include <string_view>

#include "common/dates.h"

namespace dateline {

/// Reads a date as a person types it into a filter, against `today`; letters in any case.
///
///     2026  2026-01  2026/01  2026-01-24  2026/01/24  20260124  24.1.2026  2026-W04  2026-Q1  1990s
///     24 Jan 2026  24-Jan-2026  Jan 24 2026  Jan. 24, 2026  January 2026  Sept 2026  Q1 2026
///     today  yesterday  this week|month|year  last week|month|year   weeks begin on Monday
///     last Friday         the latest one before today
///     7 days ago          that day; weeks likewise, seven days each
///     3 months ago        that whole month; years likewise
///     last 30 days        today and the 29 days before; likewise weeks, months, years
///
/// The answer is always closed at both ends. Throws Error with a caret for whatever is not understood or
/// does not exist; nothing is guessed: "01/02/2026", "24 Jan" and "26" are refused.
[[nodiscard]] DayRange parse_date(std::string_view text, Day today);

/// Reads "DATE", "DATE..DATE", "DATE..", or "..DATE" into the days from the first one's begin to the last
/// one's end. Throws Error, also when the range runs backwards.
[[nodiscard]] DayRange parse_date_range(std::string_view text, Day today);

}  // namespace dateline
