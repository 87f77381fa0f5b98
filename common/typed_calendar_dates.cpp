#include "common/typed_calendar_dates.h"

#include <algorithm>
#include <string>

#include "common/calendar.h"

namespace dateline::typed {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;

bool is_year(const DatePieces& apart, std::size_t piece) {
    return apart.pieces[piece].text.size() == 4;
}

int year_number(const DatePieces& apart, std::size_t piece) {
    if (!is_year(apart, piece))
        refuse(apart, piece, "a year has four digits", "write the whole year, as in 1987 or 2026");
    const int year = number_at(apart, piece);
    if (year == 0) refuse(apart, piece, "there is no year 0");
    return year;
}

/// The pieces at these places, as a date.
struct Parts {
    std::size_t year;
    std::size_t month;
    std::size_t day;
};

year_month month_in(const DatePieces& apart, std::size_t year, std::size_t month) {
    const std::chrono::year in{year_number(apart, year)};
    if (apart.pieces[month].kind == DatePiece::Kind::word) {
        const unsigned named = month_number(apart.pieces[month].text);
        if (named == 0) refuse(apart, month, "'" + apart.pieces[month].text + "' is no month");
        return in / static_cast<int>(named);
    }
    const int value = number_at(apart, month);
    if (apart.pieces[month].text.size() > 2 || value < 1 || value > 12)
        refuse(apart, month, "there is no month " + apart.pieces[month].text, "months run from 01 to 12");
    return in / value;
}

DayRange day_in(const DatePieces& apart, const Parts& parts) {
    const year_month month = month_in(apart, parts.year, parts.month);
    const int value = number_at(apart, parts.day);
    const auto last = static_cast<unsigned>((month / std::chrono::last).day());
    if (apart.pieces[parts.day].text.size() > 2 || value < 1 || static_cast<unsigned>(value) > last)
        refuse(apart, parts.day, "there is no day " + apart.pieces[parts.day].text + " in that month",
               "that month has " + std::to_string(last) + " days");
    return one_day(Day{month / value});
}

/// The last ISO week of a year is the one of its 28 December.
int weeks_in(int year) {
    const Day first = monday_of(Day{std::chrono::year{year} / 1 / 4});
    const Day last = monday_of(Day{std::chrono::year{year} / 12 / 28});
    return static_cast<int>((last - first).count() / 7) + 1;
}

DayRange week_or_quarter(const DatePieces& apart, std::size_t year_piece, std::size_t letter) {
    const int year = year_number(apart, year_piece);
    const std::string& kind = apart.pieces[letter].text;
    const std::string& digits = apart.pieces[letter + 1].text;
    const int value = number_at(apart, letter + 1);
    if (kind == "w") {
        if (digits.size() > 2 || value < 1 || value > weeks_in(year))
            refuse(apart, letter + 1, "there is no week " + digits + " in that year",
                   "that year has " + std::to_string(weeks_in(year)) + " weeks");
        const Day monday = monday_of(Day{std::chrono::year{year} / 1 / 4}) + days{7 * (value - 1)};
        // The last week of 9999 would end in a year of five digits.
        return {monday, std::min(monday + days{6}, Day{std::chrono::year{9999} / 12 / 31})};
    }
    if (kind == "q") {
        if (digits.size() > 1 || value < 1 || value > 4)
            refuse(apart, letter + 1, "there is no quarter " + digits, "quarters run from Q1 to Q4");
        const year_month last = std::chrono::year{year} / (3 * value);
        return {Day{(last - months{2}) / 1}, Day{last / std::chrono::last}};
    }
    refuse(apart, letter, "'" + kind + "' is neither W for a week nor Q for a quarter");
}

}  // namespace

DayRange digits_alone(const DatePieces& apart, Day /*today*/) {
    const std::string& digits = apart.pieces[0].text;
    if (digits.size() == 8) {
        const std::size_t begin = apart.pieces[0].begin;
        constexpr auto number = DatePiece::Kind::number;
        const DatePieces parted{apart.typed,
                                {{number, digits.substr(0, 4), begin},
                                 {number, digits.substr(4, 2), begin + 4},
                                 {number, digits.substr(6, 2), begin + 6}},
                                {}};
        return day_in(parted, {0, 1, 2});
    }
    if (digits.size() == 6)
        refuse(apart, 0, "six digits can be read in several ways", "write 2026-01 or 2026-01-24");
    const int year = year_number(apart, 0);
    return whole_years(year, year);
}

DayRange year_and_month(const DatePieces& apart, Day /*today*/) {
    return whole_month(month_in(apart, 0, 2));
}

DayRange three_numbers(const DatePieces& apart, Day /*today*/) {
    if (is_year(apart, 0)) return day_in(apart, {0, 2, 4});
    refuse(apart, 0, "the day and the month can be mistaken for one another",
           "write the year first, as in 2026-01-24, or the month's name, as in 24 Jan 2026");
}

DayRange dotted(const DatePieces& apart, Day /*today*/) {
    if (is_year(apart, 0)) refuse(apart, 1, "dots part a day from a month and a year, in this order");
    return day_in(apart, {4, 2, 0});
}

/// "24 Jan 2026", "24-Jan-2026", "Jan 24, 2026": the word is the month, the last number the year and the
/// other one the day.
DayRange month_by_name(const DatePieces& apart, Day /*today*/) {
    const bool day_first = apart.pieces[0].kind == DatePiece::Kind::number;
    std::size_t word = 0;
    std::size_t day = 0;
    if (day_first) {
        while (apart.pieces[word].kind != DatePiece::Kind::word) ++word;
    } else {
        while (apart.pieces[day].kind != DatePiece::Kind::number) ++day;
    }
    return day_in(apart, {apart.pieces.size() - 1, word, day});
}

void refuse_without_year(const DatePieces& apart, Day today) {
    refuse(apart, apart.pieces.size(), "the year is missing",
           "say which one: " + std::string(apart.typed) + ' ' + std::to_string(year_of(today)));
}

/// "January 2026", "Jan. 2026"; not "24 Jan" nor "Jan 24".
DayRange month_and_year(const DatePieces& apart, Day today) {
    const std::size_t last = apart.pieces.size() - 1;
    if (month_number(apart.pieces[0].text) != 0 && apart.pieces[last].text.size() <= 2)
        refuse_without_year(apart, today);
    return whole_month(month_in(apart, last, 0));
}

DayRange day_and_word(const DatePieces& apart, Day today) {
    if (month_number(apart.pieces[1].text) != 0 && apart.pieces[0].text.size() <= 2)
        refuse_without_year(apart, today);
    refuse(apart, 1, "this is no date yet", "write '7 days ago', 'last 7 days' or '24 Jan 2026'");
}

DayRange year_then_week(const DatePieces& apart, Day /*today*/) {
    return week_or_quarter(apart, 0, apart.pieces.size() - 2);
}

DayRange quarter_then_year(const DatePieces& apart, Day /*today*/) {
    return week_or_quarter(apart, 2, 0);
}

DayRange decade(const DatePieces& apart, Day /*today*/) {
    if (apart.pieces[1].text != "s") refuse(apart, 1, "only 's' can follow a year, for a decade");
    const int year = year_number(apart, 0);
    if (year % 10 != 0) refuse(apart, 0, "a decade begins with a year that ends in 0");
    return whole_years(year, year + 9);
}

}  // namespace dateline::typed
