#include "common/typed_relative_dates.h"

#include <algorithm>
#include <string>

#include "common/calendar.h"
#include "common/typed_calendar_dates.h"

namespace dateline::typed {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

enum class Unit { none, day, week, month, year };

Unit unit_named(std::string_view word) {
    if (word == "day" || word == "days") return Unit::day;
    if (word == "week" || word == "weeks") return Unit::week;
    if (word == "month" || word == "months") return Unit::month;
    if (word == "year" || word == "years") return Unit::year;
    return Unit::none;
}

Unit unit_in(const DatePieces& apart, std::size_t piece) {
    const Unit unit = unit_named(apart.pieces[piece].text);
    if (unit == Unit::none) refuse(apart, piece, "only days, weeks, months and years are counted");
    return unit;
}

/// The day so many units before `today`; a day that its month does not have becomes the month's last.
Day back(const DatePieces& apart, std::size_t piece, Unit unit, Day today) {
    const std::int64_t count = number_at(apart, piece);
    const year_month_day date{today};
    const std::int64_t days_back = unit == Unit::week ? count * 7 : count;
    const std::int64_t months_back = unit == Unit::year ? count * 12 : count;
    const Day first_day{std::chrono::year{1} / 1 / 1};
    const std::int64_t months_of_today = std::int64_t{year_of(today) - 1} * 12;
    const bool by_days = unit == Unit::day || unit == Unit::week;
    if (by_days ? days_back > (today - first_day).count() : months_back > months_of_today)
        refuse(apart, piece, "that is before the year 1");
    if (by_days) return today - days{days_back};
    const year_month month = month_of(today) - months{months_back};
    const Day last{month / std::chrono::last};
    const Day same{Day{month / 1} + (date.day() - std::chrono::day{1})};
    return std::min(same, last);
}

}  // namespace

DayRange word_alone(const DatePieces& apart, Day today) {
    const std::string& word = apart.pieces[0].text;
    if (word == "today") return one_day(today);
    if (word == "yesterday") return one_day(today - days{1});
    if (month_number(word) != 0) refuse_without_year(apart, today);
    if (weekday_named(word) != 0)
        refuse(apart, 0, "a weekday alone could be any week's", "write 'last " + word + "'");
    refuse(apart, 0, "this is no date yet");
}

/// "this week", "last month", "last Friday".
DayRange this_or_last(const DatePieces& apart, Day today) {
    const std::string& which = apart.pieces[0].text;
    const std::string& what = apart.pieces[1].text;
    const bool last = which == "last";
    if (!last && which != "this") refuse(apart, 0, "this is not a date");
    if (what == "week") {
        const Day monday = monday_of(today) - days{last ? 7 : 0};
        return {monday, monday + days{6}};
    }
    if (what == "month") return whole_month(month_of(today) - months{last ? 1 : 0});
    if (what == "year") {
        const int year = year_of(today) - (last ? 1 : 0);
        return whole_years(year, year);
    }
    const unsigned weekday = last ? weekday_named(what) : 0;
    if (weekday == 0)
        refuse(
            apart, 1,
            "'" + which + "' needs " + (last ? "a week, month, year or weekday" : "a week, month or year"));
    const days since = std::chrono::weekday{today} - std::chrono::weekday{weekday};
    return one_day(today - (since == days{0} ? days{7} : since));
}

DayRange units_ago(const DatePieces& apart, Day today) {
    if (apart.pieces[2].text != "ago") refuse(apart, 2, "'ago' is missing", "write '7 days ago'");
    const Unit unit = unit_in(apart, 1);
    const Day day = back(apart, 0, unit, today);
    if (unit == Unit::month) return whole_month(month_of(day));
    if (unit == Unit::year) return whole_years(year_of(day), year_of(day));
    return one_day(day);
}

/// Ends today, which counts: the last 7 days are today and the six days before it.
DayRange last_units(const DatePieces& apart, Day today) {
    if (apart.pieces[0].text != "last") refuse(apart, 0, "'last' is missing", "write 'last 30 days'");
    const Unit unit = unit_in(apart, 2);
    if (number_at(apart, 1) == 0) refuse(apart, 1, "the number must be 1 or more");
    return {back(apart, 1, unit, today) + days{1}, today};
}

bool is_unit(std::string_view word) {
    return unit_named(word) != Unit::none;
}

}  // namespace dateline::typed
