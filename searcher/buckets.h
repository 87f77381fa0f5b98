#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/dates.h"
#include "searcher/answer.h"

namespace dateline {

/// Days and how many articles each has, in order; days without any left out.
using Days = std::vector<std::pair<Day, std::uint64_t>>;

/// The days of some articles, and how many have none.
struct DayCounts {
    Days days;
    std::uint64_t undated = 0;
};

/// "day", "week", "month", "year".
[[nodiscard]] std::string_view unit_name(TimeUnit unit);
[[nodiscard]] std::optional<TimeUnit> unit_named(std::string_view name);

/// How a bucket is called: "2026-01-24", "2026-W04" (ISO week), "2026-01", "2026".
[[nodiscard]] std::string bucket_label(const Bucket& bucket, TimeUnit unit);

/// The bucket of that unit that holds the day, empty.
[[nodiscard]] Bucket bucket_around(Day day, TimeUnit unit);

/// The days put into buckets, in order; those that would be empty are left out.
[[nodiscard]] std::vector<Bucket> buckets_of(const Days& days, TimeUnit unit);

/// The days in buckets of that unit.
[[nodiscard]] Timeline timeline_of(const DayCounts& counts, TimeUnit unit);

/// How many empty buckets lie between two of `buckets_of`.
[[nodiscard]] std::uint64_t buckets_between(const Bucket& earlier, const Bucket& later, TimeUnit unit);

/// The finest unit that gives few enough bars to be read at a glance.
[[nodiscard]] TimeUnit fitting_unit(const Days& days);

}  // namespace dateline
