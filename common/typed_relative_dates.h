#pragma once

#include <string_view>

#include "common/dates.h"
#include "common/typed_date_pieces.h"

namespace dateline::typed {

/// Readers of the forms that count from `today`, each for pieces of the shapes given.

DayRange word_alone(const DatePieces& apart, Day today);    ///< "today", "yesterday"
DayRange this_or_last(const DatePieces& apart, Day today);  ///< "this week", "last month", "last Friday"
/// "7 days ago" and "2 weeks ago" are a day, "3 months ago" and "1 year ago" the whole month or year.
DayRange units_ago(const DatePieces& apart, Day today);
/// "last 30 days": today and the 29 days before it.
DayRange last_units(const DatePieces& apart, Day today);

/// True for "day", "days", "week" … "years".
[[nodiscard]] bool is_unit(std::string_view word);

}  // namespace dateline::typed
