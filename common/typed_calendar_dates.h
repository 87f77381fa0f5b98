#pragma once

#include "common/dates.h"
#include "common/typed_date_pieces.h"

namespace dateline::typed {

/// Readers of the forms that name a place in the calendar, each for pieces of the shapes given. All of them
/// throw Error, with a caret, for a day, month, week or year that does not exist. `today` only serves hints.

DayRange digits_alone(const DatePieces& apart, Day today);       ///< "2026", "20260124"
DayRange year_and_month(const DatePieces& apart, Day today);     ///< "2026-01"
DayRange three_numbers(const DatePieces& apart, Day today);      ///< "2026-01-24"; refuses "01/02/2026"
DayRange dotted(const DatePieces& apart, Day today);             ///< "24.1.2026"
DayRange month_by_name(const DatePieces& apart, Day today);      ///< "24 Jan 2026", "Jan. 24, 2026"
DayRange month_and_year(const DatePieces& apart, Day today);     ///< "January 2026"; refuses "Jan 24"
DayRange day_and_word(const DatePieces& apart, Day today);       ///< refuses "24 Jan" and "7 days"
DayRange year_then_week(const DatePieces& apart, Day today);     ///< "2026-W04", "2026-Q1"
DayRange quarter_then_year(const DatePieces& apart, Day today);  ///< "Q1 2026"
DayRange decade(const DatePieces& apart, Day today);             ///< "1990s"

/// A date that stops before its year: which year is not guessed.
[[noreturn]] void refuse_without_year(const DatePieces& apart, Day today);

}  // namespace dateline::typed
