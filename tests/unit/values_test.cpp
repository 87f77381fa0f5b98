#include "common/archive/values.h"

#include <random>

#include <doctest/doctest.h>

#include "common/archive/zones.h"
#include "scratch.h"

namespace dateline {

TEST_CASE("values of dates order as dates do") {
    std::mt19937 random(4);
    std::vector<Timestamp> times;
    for (int i = 0; i < 200; ++i) {
        Timestamp when = on_day(earliest_day + std::chrono::days(random() % 180'000));
        if (i % 3) when.clock = std::chrono::seconds(random() % 86'400);
        if (i % 3 == 2) when.offset = std::chrono::minutes(static_cast<int>(random() % 1700) - 850);
        times.push_back(when);
    }
    for (const Timestamp& a : times) {
        CHECK(values::day(values::date(a)) == a.day);
        CHECK(values::first_of(a.day) <= values::date(a));
        CHECK(values::last_of(a.day) >= values::date(a));
        for (const Timestamp& b : times) {
            const bool before = std::pair(a.day, a.instant()) < std::pair(b.day, b.instant());
            CHECK((values::date(a) < values::date(b)) == before);
            if (a.day < b.day) CHECK(values::last_of(a.day) < values::first_of(b.day));
        }
    }
}

TEST_CASE("damaged values of dates are none") {
    for (const std::string& value :
         {std::string(), std::string("abc"), std::string(4, '\0'), std::string(4, '\xFF')})
        CHECK_FALSE(values::day(value));
}

TEST_CASE("values of names") {
    const auto read = [](std::string_view value) {
        std::vector<values::NameUse> names;
        values::for_each_name(value, [&](std::uint32_t number, std::uint32_t mentions, bool in_front) {
            names.push_back({number, mentions, in_front});
        });
        return names;
    };
    const std::vector<values::NameUse> names{
        {5, 0, false}, {0, 1, true}, {300, 77, false}, {5, 0, true}, {0xFFFF'FFFF, 0xFFFF'FFFF, true}};
    CHECK(read(values::names(names)) == names);
    CHECK(read("").empty());
    const std::vector<values::NameUse> one{{7, 2, true}};
    const std::string value = values::names(one);
    CHECK(value == "\x07\x05");
    for (const std::string& damage : {std::string("\x08"), std::string("\x08\x80"), std::string("\x80")})
        CHECK(read(value + damage) == one);
    std::string beyond = value;
    put_varint(beyond, (std::uint64_t{1} << 32) + 7);
    put_varint(beyond, 8);
    CHECK(read(beyond) == one);
    beyond = value;
    put_varint(beyond, 7);
    put_varint(beyond, std::uint64_t{1} << 33);
    CHECK(read(beyond) == one);
}

TEST_CASE("zones") {
    const Zones zones{.title_end = 3, .lede_begin = 103, .lede_end = 110};
    CHECK(zones_from_value(to_value(zones)) == zones);
    CHECK(zones_from_value("") == Zones{});
    CHECK(zones_from_value("\x80") == Zones{});
    const struct {
        Xapian::termpos position;
        bool title, lede;
    } cases[] = {{1, true, true},    {3, true, true},    {4, false, false},  {103, false, false},
                 {104, false, true}, {110, false, true}, {111, false, false}};
    for (const auto& [position, title, lede] : cases) {
        CHECK(zones.contains(FieldId::title, position) == title);
        CHECK(zones.contains(FieldId::lede, position) == lede);
        CHECK(zones.contains(FieldId::text, position));
    }
    CHECK_FALSE(Zones{}.contains(FieldId::title, 1));
    CHECK_FALSE(Zones{}.contains(FieldId::lede, 1));
}

}  // namespace dateline
