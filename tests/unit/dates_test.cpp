#include "common/dates.h"

#include <doctest/doctest.h>

using namespace dateline;
using namespace std::chrono_literals;

namespace {

constexpr Day day{std::chrono::year{2026} / 1 / 24};

}  // namespace

TEST_CASE("timestamps as ISO 8601") {
    CHECK(to_string(Timestamp{day, {}, {}}) == "2026-01-24");
    CHECK(to_string(Timestamp{day, 8h + 15min, {}}) == "2026-01-24T08:15:00");
    CHECK(to_string(Timestamp{day, 8h + 15min, 0min}) == "2026-01-24T08:15:00Z");
    CHECK(to_string(Timestamp{day, 8h + 15min, 240min}) == "2026-01-24T08:15:00+04:00");
    CHECK(to_string(Timestamp{day, 0s, -210min}) == "2026-01-24T00:00:00-03:30");
    CHECK(to_string(Day{std::chrono::year{987} / 3 / 1}) == "0987-03-01");
}

TEST_CASE("instants put articles in order") {
    CHECK(Timestamp{Day{}, {}, {}}.instant() == 0);
    CHECK(Timestamp{Day{}, 1h, 60min}.instant() == 0);
    CHECK(Timestamp{Day{}, 1h, {}}.instant() == 3600);
    CHECK(Timestamp{Day{}, {}, 60min}.instant() == 0);
}

TEST_CASE("days that are believed") {
    CHECK(plausible(day, day));
    CHECK(plausible(day + std::chrono::days{2}, day));
    CHECK_FALSE(plausible(day + std::chrono::days{3}, day));
    CHECK(plausible(earliest_day, day));
    CHECK_FALSE(plausible(earliest_day - std::chrono::days{1}, day));
}
