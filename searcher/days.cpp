#include "searcher/days.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/archive/values.h"
#include "common/error.h"

namespace dateline {

namespace {

using namespace std::chrono;

/// Terms up to which they beat the slot: three milliseconds to compare every value of a large archive.
constexpr std::size_t most_terms = 30;

Day last_day(year_month month) {
    return sys_days(month / last);
}

/// The fewest terms of `published` that make up the days; more than `most_terms` when it would be more.
std::vector<std::string> covering_terms(const Field& published, Day first, Day last_of_range) {
    std::vector<std::string> terms;
    while (first <= last_of_range && terms.size() <= most_terms) {
        const year_month_day date(first);
        const Day year_end = sys_days(date.year() / December / 31);
        const Day month_end = last_day(date.year() / date.month());
        if (date.month() == January && date.day() == day(1) && year_end <= last_of_range) {
            terms.push_back(terms::year(date.year()));
            first = year_end + days(1);
        } else if (date.day() == day(1) && month_end <= last_of_range) {
            terms.push_back(terms::month(date.year() / date.month()));
            first = month_end + days(1);
        } else {
            terms.push_back(terms::day(published, first));
            first += days(1);
        }
    }
    return terms;
}

unsigned number_in(std::string_view digits) {
    return static_cast<unsigned>((digits[0] - '0') * 10 + digits[1] - '0');
}

}  // namespace

std::string to_string(const DayOfYear& day) {
    const std::string text = fmt::format("{:02}-{:02}", unsigned{day.day.month()}, unsigned{day.day.day()});
    return day.but ? text + fmt::format(" but {:04}", int{*day.but}) : text;
}

std::optional<DayOfYear> parse_day_of_year(std::string_view text) {
    const bool shaped = text.size() == 5 && text[2] == '-' && text.find_first_not_of("0123456789") == 2 &&
                        text.find_first_not_of("0123456789", 3) == std::string_view::npos;
    if (!shaped) return std::nullopt;
    const month_day date(month(number_in(text.substr(0, 2))), day(number_in(text.substr(3))));
    if (!date.ok()) throw Error(fmt::format("no year has a day '{}'", text), "write month and day: 01-24");
    return DayOfYear{.day = date};
}

Xapian::Query day_of_year_query(const Field& published, const DayOfYear& day,
                                const Xapian::Database& database) {
    const std::optional<Day> latest = values::day(database.get_value_upper_bound(published.slot));
    if (!latest) return Xapian::Query::MatchNothing;
    const Day earliest = values::day(database.get_value_lower_bound(published.slot)).value_or(earliest_day);
    std::vector<std::string> terms;
    const year last_year = year_month_day(*latest).year();
    for (year one = year_month_day(earliest).year(); one <= last_year; ++one) {
        const year_month_day date = one / day.day;
        if (date.ok() && one != day.but) terms.push_back(terms::day(published, date));
    }
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

Xapian::Query days_query(const Field& field, const DayRange& range, const Xapian::Database& database) {
    const std::optional<Day> latest = values::day(database.get_value_upper_bound(field.slot));
    if (!latest) return Xapian::Query::MatchNothing;
    // One part without any date makes the lower bound of all unknown.
    const Day earliest = values::day(database.get_value_lower_bound(field.slot)).value_or(earliest_day);
    const Day first = std::max(range.first.value_or(earliest), earliest);
    const Day last = std::min(range.last.value_or(*latest), *latest);
    if (first > last) return Xapian::Query::MatchNothing;

    if (field.id == FieldId::published) {
        const std::vector<std::string> terms = covering_terms(field, first, last);
        if (terms.size() <= most_terms) return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
    }
    return {Xapian::Query::OP_VALUE_RANGE, field.slot, values::first_of(first), values::last_of(last)};
}

}  // namespace dateline
