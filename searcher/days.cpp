#include "searcher/days.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/archive/terms.h"
#include "common/archive/values.h"

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

}  // namespace

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
