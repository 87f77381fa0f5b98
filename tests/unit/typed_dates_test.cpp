#include "common/typed_dates.h"

#include <array>
#include <chrono>
#include <random>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "common/error.h"

using dateline::Day;
using dateline::DayRange;
using dateline::Error;

namespace {

// A Wednesday.
constexpr Day today{std::chrono::year{2026} / 2 / 11};

std::string shown(std::optional<Day> day) {
    if (!day) return "";
    const std::chrono::year_month_day date{*day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string shown(const DayRange& range) {
    if (range.first == range.last) return shown(range.first);
    return shown(range.first) + ".." + shown(range.last);
}

/// What the date means, or "error COLUMN MESSAGE" with columns from 0.
template <typename Parse>
std::string outcome(Parse parse, std::string_view text, Day on) {
    try {
        return shown(parse(text, on));
    } catch (const Error& error) {
        return fmt::format("error {} {}", error.offset(), error.message());
    }
}

struct Case {
    std::string_view typed;
    std::string_view expected;
};

}  // namespace

TEST_CASE("typed dates") {
    const Case cases[] = {
        // Years, months, days.
        {"2026", "2026-01-01..2026-12-31"},
        {"0001", "0001-01-01..0001-12-31"},
        {"9999", "9999-01-01..9999-12-31"},
        {"  2026  ", "2026-01-01..2026-12-31"},
        {"2026-01", "2026-01-01..2026-01-31"},
        {"2026-1", "2026-01-01..2026-01-31"},
        {"2026/01", "2026-01-01..2026-01-31"},
        {"2026-02", "2026-02-01..2026-02-28"},
        {"2024-02", "2024-02-01..2024-02-29"},
        {"1900-02", "1900-02-01..1900-02-28"},
        {"2000-02", "2000-02-01..2000-02-29"},
        {"2026-12", "2026-12-01..2026-12-31"},
        {"2026-01-24", "2026-01-24"},
        {"2026-1-4", "2026-01-04"},
        {"2026/01/24", "2026-01-24"},
        {"20260124", "2026-01-24"},
        {"2024-02-29", "2024-02-29"},
        {"2000-02-29", "2000-02-29"},
        {"20240229", "2024-02-29"},
        {"2026-12-31", "2026-12-31"},
        {"1623-07-04", "1623-07-04"},
        {"24.1.2026", "2026-01-24"},
        {"01.02.2026", "2026-02-01"},
        {"31.12.1999", "1999-12-31"},
        // Months by name.
        {"24 Jan 2026", "2026-01-24"},
        {"24 January 2026", "2026-01-24"},
        {"24 JANUARY 2026", "2026-01-24"},
        {"24  jan\t2026", "2026-01-24"},
        {"24 Jan\u00a02026", "2026-01-24"},
        {"24\u3000Jan\u30002026", "2026-01-24"},
        {"4 Sept 2026", "2026-09-04"},
        {"04 Sep 2026", "2026-09-04"},
        {"4 Sept. 2026", "2026-09-04"},
        {"24 January, 2026", "2026-01-24"},
        {"24-Jan-2026", "2026-01-24"},
        {"26-FEB-1987", "1987-02-26"},
        {"Jan 24 2026", "2026-01-24"},
        {"Jan 24, 2026", "2026-01-24"},
        {"Jan. 24, 2026", "2026-01-24"},
        {"Jan. 24 2026", "2026-01-24"},
        {"January 24, 2026", "2026-01-24"},
        {"january 24 , 2026", "error 11 this is no part of a date"},
        {"Sept. 11, 2001", "2001-09-11"},
        {"September 11, 2001", "2001-09-11"},
        {"29 Feb 2024", "2024-02-29"},
        {"January 2026", "2026-01-01..2026-01-31"},
        {"Jan 2026", "2026-01-01..2026-01-31"},
        {"Jan. 2026", "2026-01-01..2026-01-31"},
        {"January, 2026", "2026-01-01..2026-01-31"},
        {"feb 2024", "2024-02-01..2024-02-29"},
        {"Sept 2025", "2025-09-01..2025-09-30"},
        {"may 1968", "1968-05-01..1968-05-31"},
        {"jun 1987", "1987-06-01..1987-06-30"},
        {"Jul 1987", "1987-07-01..1987-07-31"},
        {"aug 1987", "1987-08-01..1987-08-31"},
        {"oct 1987", "1987-10-01..1987-10-31"},
        {"nov 1987", "1987-11-01..1987-11-30"},
        {"dec 1987", "1987-12-01..1987-12-31"},
        {"april 1987", "1987-04-01..1987-04-30"},
        {"Mar 1987", "1987-03-01..1987-03-31"},
        // Weeks, quarters, decades.
        {"2026-W04", "2026-01-19..2026-01-25"},
        {"2026-w4", "2026-01-19..2026-01-25"},
        {"2026W04", "2026-01-19..2026-01-25"},
        {"2026-W01", "2025-12-29..2026-01-04"},
        {"2021-W01", "2021-01-04..2021-01-10"},
        {"2020-W53", "2020-12-28..2021-01-03"},
        {"2026-W53", "2026-12-28..2027-01-03"},
        {"2025-W52", "2025-12-22..2025-12-28"},
        {"2025-W53", "error 6 there is no week 53 in that year"},
        {"9999-W52", "9999-12-27..9999-12-31"},
        {"2026-Q1", "2026-01-01..2026-03-31"},
        {"2026-q2", "2026-04-01..2026-06-30"},
        {"2026Q3", "2026-07-01..2026-09-30"},
        {"2026-Q4", "2026-10-01..2026-12-31"},
        {"Q1 2026", "2026-01-01..2026-03-31"},
        {"1990s", "1990-01-01..1999-12-31"},
        {"2020S", "2020-01-01..2029-12-31"},
        {"9990s", "9990-01-01..9999-12-31"},
        // Counted from today, Wednesday 11 February 2026.
        {"today", "2026-02-11"},
        {"TODAY", "2026-02-11"},
        {"yesterday", "2026-02-10"},
        {" Yesterday ", "2026-02-10"},
        {"this week", "2026-02-09..2026-02-15"},
        {"this month", "2026-02-01..2026-02-28"},
        {"this year", "2026-01-01..2026-12-31"},
        {"last week", "2026-02-02..2026-02-08"},
        {"Last  Week", "2026-02-02..2026-02-08"},
        {"last month", "2026-01-01..2026-01-31"},
        {"last year", "2025-01-01..2025-12-31"},
        {"last Friday", "2026-02-06"},
        {"last fri", "2026-02-06"},
        {"last Tuesday", "2026-02-10"},
        {"last Wednesday", "2026-02-04"},
        {"last Thurs", "2026-02-05"},
        {"last Sunday", "2026-02-08"},
        {"last Monday", "2026-02-09"},
        {"last saturday", "2026-02-07"},
        {"0 days ago", "2026-02-11"},
        {"1 day ago", "2026-02-10"},
        {"7 days ago", "2026-02-04"},
        {"07 days ago", "2026-02-04"},
        {"11 days ago", "2026-01-31"},
        {"42 DAYS AGO", "2025-12-31"},
        {"365 days ago", "2025-02-11"},
        {"1 week ago", "2026-02-04"},
        {"2 weeks ago", "2026-01-28"},
        {"6 weeks ago", "2025-12-31"},
        {"0 months ago", "2026-02-01..2026-02-28"},
        {"1 month ago", "2026-01-01..2026-01-31"},
        {"2 months ago", "2025-12-01..2025-12-31"},
        {"24 months ago", "2024-02-01..2024-02-29"},
        {"1 year ago", "2025-01-01..2025-12-31"},
        {"100 years ago", "1926-01-01..1926-12-31"},
        {"last 1 days", "2026-02-11"},
        {"last 7 days", "2026-02-05..2026-02-11"},
        {"last 30 days", "2026-01-13..2026-02-11"},
        {"last 2 weeks", "2026-01-29..2026-02-11"},
        {"last 1 month", "2026-01-12..2026-02-11"},
        {"last 3 months", "2025-11-12..2026-02-11"},
        {"last 12 months", "2025-02-12..2026-02-11"},
        {"last 2 years", "2024-02-12..2026-02-11"},
        // What does not exist.
        {"30 Feb 2026", "error 0 there is no day 30 in that month"},
        {"2025-02-29", "error 8 there is no day 29 in that month"},
        {"1900-02-29", "error 8 there is no day 29 in that month"},
        {"29.2.2025", "error 0 there is no day 29 in that month"},
        {"Feb 29, 2025", "error 4 there is no day 29 in that month"},
        {"2026-04-31", "error 8 there is no day 31 in that month"},
        {"2026-01-32", "error 8 there is no day 32 in that month"},
        {"2026-01-00", "error 8 there is no day 00 in that month"},
        {"2026-01-001", "error 8 there is no day 001 in that month"},
        {"2026-13", "error 5 there is no month 13"},
        {"2026-00", "error 5 there is no month 00"},
        {"2026-001", "error 5 there is no month 001"},
        {"2026-13-01", "error 5 there is no month 13"},
        {"24.13.2026", "error 3 there is no month 13"},
        {"20261301", "error 4 there is no month 13"},
        {"20260230", "error 6 there is no day 30 in that month"},
        {" 00000101", "error 1 there is no year 0"},
        {"0000", "error 0 there is no year 0"},
        {"0000-01-01", "error 0 there is no year 0"},
        {"2026-W54", "error 6 there is no week 54 in that year"},
        {"2026-W00", "error 6 there is no week 00 in that year"},
        {"2026-Q5", "error 6 there is no quarter 5"},
        {"2026-Q0", "error 6 there is no quarter 0"},
        {"2026-Q01", "error 6 there is no quarter 01"},
        {"1995s", "error 0 a decade begins with a year that ends in 0"},
        {"90s", "error 0 a year has four digits"},
        {"last 0 days", "error 5 the number must be 1 or more"},
        // Too large.
        {"99999999999 days ago", "error 0 the number is too large for a date"},
        {"last 99999999999999999999999 weeks", "error 5 the number is too large for a date"},
        {"999999999 days ago", "error 0 that is before the year 1"},
        {"999999999 weeks ago", "error 0 that is before the year 1"},
        {"999999999 months ago", "error 0 that is before the year 1"},
        {"999999999 years ago", "error 0 that is before the year 1"},
        {"last 2026 years", "error 5 that is before the year 1"},
        {"2026-01-99999999999", "error 8 the number is too large for a date"},
        {"2026-99999999999", "error 5 the number is too large for a date"},
        // What could mean several things.
        {"01/02/2026", "error 0 the day and the month can be mistaken for one another"},
        {"24/01/2026", "error 0 the day and the month can be mistaken for one another"},
        {"24-01-2026", "error 0 the day and the month can be mistaken for one another"},
        {"1/2/26", "error 0 the day and the month can be mistaken for one another"},
        {"24 Jan", "error 6 the year is missing"},
        {"Jan 24", "error 6 the year is missing"},
        {"January", "error 7 the year is missing"},
        {"26", "error 0 a year has four digits"},
        {"202", "error 0 a year has four digits"},
        {"20261", "error 0 a year has four digits"},
        {"202601", "error 0 six digits can be read in several ways"},
        {"24 Jan 26", "error 7 a year has four digits"},
        {"24.1.26", "error 5 a year has four digits"},
        {"2026.01.24", "error 4 dots part a day from a month and a year, in this order"},
        {"Friday", "error 0 a weekday alone could be any week's"},
        {"this Friday", "error 5 'this' needs a week, month or year"},
        {"last day", "error 5 'last' needs a week, month, year or weekday"},
        {"last January", "error 5 'last' needs a week, month, year or weekday"},
        {"last", "error 0 this is no date yet"},
        {"days", "error 0 this is no date yet"},
        {"7 days", "error 2 this is no date yet"},
        {"week 7", "error 5 a year has four digits"},
        {"days 2026", "error 0 'days' is no month"},
        {"24 days 2026", "error 3 'days' is no month"},
        {"2026-E04", "error 5 'e' is no part of a date"},
        {"2026-S04", "error 5 's' is neither W for a week nor Q for a quarter"},
        {"1990w", "error 4 only 's' can follow a year, for a decade"},
        {"7 days last", "error 7 'ago' is missing"},
        {"7 jan ago", "error 2 only days, weeks, months and years are counted"},
        {"ago 7 days", "error 0 'last' is missing"},
        {"week ago", "error 0 this is not a date"},
        // What is no date.
        {"", "error 0 there is no date"},
        {"   ", "error 3 there is no date"},
        {"tomorrow", "error 0 'tomorrow' is no part of a date"},
        {"next week", "error 0 'next' is no part of a date"},
        {"cocoa", "error 0 'cocoa' is no part of a date"},
        {"24 Januar 2026", "2026-01-24"},
        {"24 Janury 2026", "error 3 'janury' is no part of a date"},
        {"24 Jan 2026 BC", "error 12 'bc' is no part of a date"},
        {"today please", "error 6 'please' is no part of a date"},
        {"2026-01-24 today", "error 11 this is no part of a date"},
        {"2026-01-24T10:00", "error 10 't' is no part of a date"},
        {"2026-01-24 10:00", "error 11 this is no part of a date"},
        {"2026-01-", "error 8 the date is cut short"},
        {"2026-", "error 5 the date is cut short"},
        {"-2026", "error 0 this is no part of a date"},
        {"-5 days ago", "error 0 this is no part of a date"},
        {"5. days ago", "error 3 this is no part of a date"},
        {"2026 - 01 - 24", "error 5 this is no part of a date"},
        {"2026-01/24", "error 7 this is no part of a date"},
        {"2026 to 2027", "error 5 'to' is no part of a date"},
        {"２０２６", "error 0 this is no part of a date"},
        {"2026\xff", "error 4 this is no part of a date"},
        {std::string_view("2026\0", 5), "error 4 this is no part of a date"},
        {"*", "error 0 this is no part of a date"},
    };
    static_assert(std::size(cases) >= 150);
    for (const Case& c : cases) {
        CAPTURE(c.typed);
        CHECK(outcome(dateline::parse_date, c.typed, today) == c.expected);
        CHECK(outcome(dateline::parse_date_range, c.typed, today) == c.expected);
    }
}

TEST_CASE("typed dates near the borders of months, years and weeks") {
    struct OnDay {
        int year;
        unsigned month;
        unsigned day;
        std::string_view typed;
        std::string_view expected;
    };
    const OnDay cases[] = {
        {2026, 1, 1, "yesterday", "2025-12-31"},
        {2024, 3, 1, "yesterday", "2024-02-29"},
        {2025, 3, 1, "yesterday", "2025-02-28"},
        {2026, 1, 1, "last month", "2025-12-01..2025-12-31"},
        {2026, 1, 1, "this week", "2025-12-29..2026-01-04"},
        {2026, 1, 4, "this week", "2025-12-29..2026-01-04"},
        {2026, 1, 5, "this week", "2026-01-05..2026-01-11"},
        {2026, 1, 5, "last week", "2025-12-29..2026-01-04"},
        {2026, 1, 4, "last Sunday", "2025-12-28"},
        {2026, 1, 5, "last Sunday", "2026-01-04"},
        {2026, 3, 31, "1 month ago", "2026-02-01..2026-02-28"},
        {2026, 3, 31, "last 1 month", "2026-03-01..2026-03-31"},
        {2024, 3, 31, "last 1 month", "2024-03-01..2024-03-31"},
        {2024, 3, 30, "last 1 month", "2024-03-01..2024-03-30"},
        {2026, 5, 31, "last 3 months", "2026-03-01..2026-05-31"},
        {2024, 2, 29, "1 year ago", "2023-01-01..2023-12-31"},
        {2024, 2, 29, "last 1 years", "2023-03-01..2024-02-29"},
        {2024, 2, 29, "12 months ago", "2023-02-01..2023-02-28"},
        {2024, 12, 31, "last 366 days", "2024-01-01..2024-12-31"},
        {2026, 12, 31, "this year", "2026-01-01..2026-12-31"},
    };
    for (const OnDay& c : cases) {
        CAPTURE(c.typed);
        const Day on{std::chrono::year{c.year} / static_cast<int>(c.month) / static_cast<int>(c.day)};
        CHECK(outcome(dateline::parse_date, c.typed, on) == c.expected);
    }
}

TEST_CASE("typed ranges") {
    const Case cases[] = {
        {"2026-01..2026-02", "2026-01-01..2026-02-28"},
        {"2026-01 .. 2026-02", "2026-01-01..2026-02-28"},
        {"2026..2026", "2026-01-01..2026-12-31"},
        {"2026-01-24..2026-01-24", "2026-01-24"},
        {"2026-01-24..2026-01", "2026-01-24..2026-01-31"},
        {"2026-01..2026-01-24", "2026-01-01..2026-01-24"},
        {"24 Jan 2026..yesterday", "2026-01-24..2026-02-10"},
        {"24.1.2026..25.1.2026", "2026-01-24..2026-01-25"},
        {"last month..today", "2026-01-01..2026-02-11"},
        {"1980s..1990s", "1980-01-01..1999-12-31"},
        {"2026-01..", "2026-01-01.."},
        {"..2026-01", "..2026-01-31"},
        {".. last week", "..2026-02-08"},
        {"2026-02..2026-01", "error 7 the range runs backwards"},
        {"2026..2025", "error 4 the range runs backwards"},
        {"today..yesterday", "error 5 the range runs backwards"},
        {"..", "error 0 a range needs a date"},
        {" .. ", "error 1 a range needs a date"},
        {"...", "error 2 a range has two dates and two dots between them"},
        {"2026...2027", "error 6 a range has two dates and two dots between them"},
        {"2026..2027..2028", "error 10 a range has two dates and two dots between them"},
        {"2026..foo", "error 6 'foo' is no part of a date"},
        {"2026..2025-02-29", "error 14 there is no day 29 in that month"},
        {"foo..2026", "error 0 'foo' is no part of a date"},
        {"2026.. 24 Jan", "error 13 the year is missing"},
        {"01/02/2026..2026", "error 0 the day and the month can be mistaken for one another"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.typed);
        CHECK(outcome(dateline::parse_date_range, c.typed, today) == c.expected);
    }
    CHECK(outcome(dateline::parse_date, "2025..2026", today) == "error 5 this is no part of a date");
}

TEST_CASE("a date that is refused says what would be taken") {
    const Case cases[] = {
        {"01/02/2026", "write the year first, as in 2026-01-24, or the month's name, as in 24 Jan 2026"},
        {"24 Jan", "say which one: 24 Jan 2026"},
        {"2025-02-29", "that month has 28 days"},
        {"Friday", "write 'last friday'"},
        {"2026 to 2027", "a range is written with two dots: 2026-01..2026-02"},
    };
    for (const Case& c : cases) {
        try {
            (void)dateline::parse_date(c.typed, today);
            FAIL("not refused: ", c.typed);
        } catch (const Error& error) {
            CHECK(error.hint() == c.expected);
            CHECK(error.text() == c.typed);
        }
    }
    try {
        (void)dateline::parse_date("soonish", today);
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(error.hint().find("dates look like 2026, 2026-01") == 0);
    }
}

TEST_CASE("any bytes are a date or an error, never a crash, and a date is closed and in order") {
    std::mt19937 random(1987);
    const std::array<std::string_view, 34> parts{
        "2026", "01",          "24",    "Jan",    "last",   "week", "days", "ago",    " ",
        "-",    "/",           ".",     "..",     ",",      "W",    "Q1",   "s",      "0",
        "9999", "99",          "32",    "Feb",    "29",     "this", "year", "months", "\xff",
        "\0x",  "99999999999", "today", "Friday", "\u3000", "é",    "1"};
    for (int round = 0; round < 100'000; ++round) {
        std::string text;
        for (std::size_t count = random() % 7; count > 0; --count) {
            if (random() % 8 == 0)
                text += static_cast<char>(random());
            else
                text += parts[random() % parts.size()];
        }
        try {
            const DayRange range = dateline::parse_date_range(text, today);
            REQUIRE((range.first || range.last));
            if (range.first && range.last) REQUIRE(*range.first <= *range.last);
        } catch (const Error& error) {
            REQUIRE(error.offset() <= text.size());
            REQUIRE_FALSE(error.hint().empty());
            REQUIRE_FALSE(error.describe().empty());
        }
    }
    CHECK_THROWS_AS((void)dateline::parse_date(std::string(1'000'000, '1'), today), Error);
}
