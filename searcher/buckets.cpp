#include "searcher/buckets.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace dateline {

namespace {

using namespace std::chrono;

constexpr std::array units{TimeUnit::day, TimeUnit::week, TimeUnit::month, TimeUnit::year};

/// Bars that fit on a screen or two.
constexpr std::uint64_t most_bars = 60;

/// A number that grows by one from each bucket of a unit to the next.
std::int64_t ordinal(Day first, TimeUnit unit) {
    const year_month_day date(first);
    switch (unit) {
        case TimeUnit::day:
            return first.time_since_epoch().count();
        // 1970-01-05 was a Monday.
        case TimeUnit::week:
            return (first.time_since_epoch().count() - 4) / 7;
        case TimeUnit::month:
            return int{date.year()} * 12 + static_cast<int>(unsigned{date.month()});
        case TimeUnit::year:
            return int{date.year()};
    }
    return 0;
}

std::string week_label(Day day) {
    // An ISO week belongs to the year of its Thursday.
    const Day thursday = day - (weekday(day) - Monday) + days(3);
    const year_month_day date(thursday);
    const Day new_year = sys_days(date.year() / January / 1);
    return fmt::format("{:04}-W{:02}", int{date.year()}, (thursday - new_year).count() / 7 + 1);
}

}  // namespace

std::string_view unit_name(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::day:
            return "day";
        case TimeUnit::week:
            return "week";
        case TimeUnit::month:
            return "month";
        case TimeUnit::year:
            return "year";
    }
    return {};
}

std::optional<TimeUnit> unit_named(std::string_view name) {
    const auto unit = std::ranges::find(units, name, unit_name);
    return unit == units.end() ? std::nullopt : std::optional(*unit);
}

std::string bucket_label(const Bucket& bucket, TimeUnit unit) {
    const year_month_day date(bucket.first);
    switch (unit) {
        case TimeUnit::day:
            return to_string(bucket.first);
        case TimeUnit::week:
            return week_label(bucket.first);
        case TimeUnit::month:
            return fmt::format("{:04}-{:02}", int{date.year()}, unsigned{date.month()});
        case TimeUnit::year:
            return fmt::format("{:04}", int{date.year()});
    }
    return {};
}

Bucket bucket_around(Day day, TimeUnit unit) {
    const year_month_day date(day);
    switch (unit) {
        case TimeUnit::day:
            return {day, day};
        case TimeUnit::week: {
            const Day monday = day - (weekday(day) - Monday);
            return {monday, monday + days(6)};
        }
        case TimeUnit::month:
            return {sys_days(date.year() / date.month() / 1), sys_days(date.year() / date.month() / last)};
        case TimeUnit::year:
            return {sys_days(date.year() / January / 1), sys_days(date.year() / December / 31)};
    }
    return {};
}

std::vector<Bucket> buckets_of(const Days& days, TimeUnit unit) {
    std::vector<Bucket> buckets;
    for (const auto& [day, count] : days) {
        if (buckets.empty() || day > buckets.back().last) buckets.push_back(bucket_around(day, unit));
        buckets.back().count += count;
    }
    return buckets;
}

Timeline timeline_of(const DayCounts& counts, TimeUnit unit) {
    return {.unit = unit, .buckets = buckets_of(counts.days, unit), .undated = counts.undated};
}

std::uint64_t buckets_between(const Bucket& earlier, const Bucket& later, TimeUnit unit) {
    return static_cast<std::uint64_t>(ordinal(later.first, unit) - ordinal(earlier.first, unit) - 1);
}

TimeUnit fitting_unit(const Days& days) {
    if (days.empty()) return TimeUnit::day;
    for (const TimeUnit unit : units) {
        const Bucket first = bucket_around(days.front().first, unit);
        const Bucket last = bucket_around(days.back().first, unit);
        if (first.first == last.first || buckets_between(first, last, unit) + 2 <= most_bars) return unit;
    }
    return TimeUnit::year;
}

}  // namespace dateline
