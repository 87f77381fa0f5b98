#include "searcher/precedence.h"

#include <doctest/doctest.h>

namespace dateline {

namespace {

using namespace std::chrono_literals;

const Day saturday{std::chrono::sys_days(std::chrono::year(2026) / 1 / 24)};

}  // namespace

TEST_CASE("who was first: a day alone comes behind the hours of that day") {
    const std::optional<Timestamp> in_order[] = {Timestamp{saturday - std::chrono::days(1), {}, {}},
                                                 Timestamp{saturday, 8h, 0min},
                                                 Timestamp{saturday, 23h, 0min},
                                                 Timestamp{saturday, {}, {}},
                                                 Timestamp{saturday + std::chrono::days(1), 1h, 0min},
                                                 std::nullopt};
    for (std::size_t i = 1; i < std::size(in_order); ++i) {
        CAPTURE(i);
        CHECK(precedence(in_order[i - 1]) < precedence(in_order[i]));
    }
    for (const std::optional<Timestamp>& when : in_order)
        CHECK(precedence(when) == precedence(when ? values::date(*when) : std::string()));
    // Zones count: this is two hours before midnight by Universal Time.
    CHECK(precedence(Timestamp{saturday, 2h, 240min}) <
          precedence(Timestamp{saturday - std::chrono::days(1), 23h, 0min}));
}

}  // namespace dateline
