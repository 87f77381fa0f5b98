#include "searcher/facets.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include <doctest/doctest.h>

#include "common/archive/name_book.h"
#include "common/archive/values.h"
#include "scratch.h"
#include "searcher/archive_days.h"
#include "searcher/buckets.h"
#include "searcher/day_counter.h"
#include "searcher/entities.h"
#include "searcher/facet_order.h"

namespace dateline {

namespace {

/// A document with these people and that day, as the archive writes them.
Xapian::Document document(const std::vector<std::uint32_t>& people, std::optional<Day> day) {
    Xapian::Document made;
    std::vector<values::NameUse> uses;
    for (const std::uint32_t person : people) uses.push_back({person, person % 3, person % 2 == 0});
    if (!uses.empty()) made.add_value(field(FieldId::person).slot, values::names(uses));
    if (day) made.add_value(field(FieldId::published).slot, values::date(on_day(*day)));
    return made;
}

void see(FacetCounter& counter, const Xapian::Document& document) {
    for (const std::uint32_t slot : slots_with_columns()) {
        if (is_slot_of_dates(slot)) {
            counter.see_date(document.get_value(slot));
            continue;
        }
        NameLists names;
        names.add(document.get_value(slot), true);
        counter.see_names(slot, names);
    }
}

/// The facets as they are listed.
std::vector<Facet> listed(const FacetCounter& counter, const std::vector<FacetRequest>& requests,
                          const NameShower& shown) {
    std::vector<Facet> facets = counter.facets(shown, [&](std::uint32_t number, std::string_view text) {
        return shown(number).find(text) != std::string_view::npos;
    });
    for (std::size_t i = 0; i < facets.size(); ++i) arrange(facets[i], requests[i]);
    return facets;
}

std::vector<std::uint32_t> each_for_itself(std::uint32_t names) {
    std::vector<std::uint32_t> numbers(names);
    std::iota(numbers.begin(), numbers.end(), 0U);
    return numbers;
}

}  // namespace

TEST_CASE("facets count every article once") {
    const ScratchFolder scratch;
    const auto file = scratch.make() / "names";
    GrowingNameBook growing(file, 0);
    for (const char* name : {"c", "a", "b"}) (void)growing.number(FieldId::person, name, name);
    const NameBook names(file, growing.save());

    const std::vector<FacetRequest> requests{
        {"year", 10}, {"person", 2}, {"month", 1}, {"source", 3}, {"day", 0}};
    FacetCounter counter(requests, true, each_for_itself(3));
    see(counter, document({0, 1}, day_of(2025, 12, 31)));
    see(counter, document({1}, day_of(2026, 1, 1)));
    see(counter, document({2}, day_of(2026, 1, 2)));
    see(counter, document({}, {}));
    const std::vector<Facet> facets =
        listed(counter, requests, [&](std::uint32_t number) { return names[number].name; });
    REQUIRE(facets.size() == 5);
    const auto text = [](const Facet& facet) {
        std::string line = facet.field + " " + std::to_string(facet.distinct) + " distinct " +
                           std::to_string(facet.missing) + " missing " + std::to_string(facet.other) +
                           " other";
        for (const FacetValue& value : facet.values)
            line += " " + value.value + "=" + std::to_string(value.count);
        return line;
    };
    CHECK(text(facets[0]) == "year 2 distinct 1 missing 0 other 2026=2 2025=1");
    CHECK(text(facets[1]) == "person 3 distinct 1 missing 1 other a=2 b=1");
    CHECK(text(facets[2]) == "month 2 distinct 1 missing 1 other 2026-01=2");
    CHECK(text(facets[3]) == "source 0 distinct 4 missing 0 other");
    CHECK(text(facets[4]) == "day 3 distinct 1 missing 3 other");
    CHECK(counter.days().undated == 1);
}

TEST_CASE("only what may be listed has its name put together, and all is counted") {
    std::mt19937 random(21);
    for (int round = 0; round < 200; ++round) {
        const auto names = static_cast<std::uint32_t>(1 + random() % 40);
        const std::vector<FacetRequest> requests{{"person", random() % 12}};
        FacetCounter counter(requests, false, each_for_itself(names));
        for (auto articles = random() % 100; articles > 0; --articles)
            see(counter, document({static_cast<std::uint32_t>(random() % (1 + random() % names))}, {}));
        std::vector<std::string> shown;
        for (std::uint32_t number = 0; number < names; ++number)
            shown.push_back("name " + std::to_string(number * 37 % 100));
        const NameShower show = [&](std::uint32_t number) { return std::string_view(shown[number]); };
        const NameMatcher has = [](std::uint32_t, std::string_view) { return true; };
        const AppliedFilter filters[] = {{"person", shown[random() % names]}, {"org", shown[0]}};
        Facet all = counter.facets(show, has, filters).front();
        Facet listed = counter.facets(show, has, filters, true).front();
        CHECK(listed.values.size() <= all.values.size());
        for (Facet* facet : {&all, &listed}) {
            mark_chosen(*facet, filters);
            arrange(*facet, requests.front());
        }
        CHECK(listed.distinct == all.distinct);
        CHECK(listed.matching == all.matching);
        CHECK(listed.other == all.other);
        REQUIRE(listed.values.size() == all.values.size());
        for (std::size_t i = 0; i < all.values.size(); ++i) {
            CHECK(listed.values[i].value == all.values[i].value);
            CHECK(listed.values[i].count == all.values[i].count);
            CHECK(listed.values[i].chosen == all.values[i].chosen);
        }
    }
}

TEST_CASE("names count the same whether they stand for themselves or for others") {
    std::mt19937 random(22);
    std::vector<std::uint32_t> merged{0, 1, 0, 3, Entities::hidden, 5, 3, 7};
    for (const bool plain : {false, true}) {
        const std::vector<std::uint32_t> numbers = plain ? each_for_itself(8) : merged;
        NameCounter counter(0, numbers, {}, plain);
        std::vector<std::uint64_t> expected(8);
        std::uint64_t missing = 0;
        for (int round = 0; round < 50; ++round) {
            NameLists names;
            for (int article = 0; article < 5; ++article) {
                std::vector<bool> counted(8);
                std::vector<values::NameUse> uses;
                for (std::uint32_t number = 0; number < 8; ++number) {
                    if (random() % 5 != 0) continue;
                    uses.push_back({number, 1, false});
                    if (numbers[number] != Entities::hidden) counted[numbers[number]] = true;
                }
                for (std::uint32_t number = 0; number < 8; ++number)
                    expected[number] += counted[number] ? 1 : 0;
                missing += std::ranges::find(counted, true) == counted.end() ? 1 : 0;
                names.add(values::names(uses), false);
            }
            counter.see(names);
        }
        CHECK(counter.missing() == missing);
        for (std::uint32_t number = 0; number < 8; ++number) CHECK(counter.count(number) == expected[number]);
    }
}

TEST_CASE("a story counts for every name that one of its copies has") {
    const std::vector<std::uint32_t> numbers = each_for_itself(5);
    NameCounter counter(0, numbers, {}, true);
    NameLists leads;
    leads.add(values::names({{0, 1, false}, {1, 1, false}}), false);
    leads.add({}, false);
    leads.add({}, false);
    counter.see(leads);
    CHECK(counter.missing() == 2);
    NameLists members;
    members.add(values::names({{1, 1, false}, {2, 1, false}}), false);
    members.add(values::names({{3, 1, false}}), false);
    members.add(values::names({{0, 1, false}, {1, 1, false}}), false);
    members.add(values::names({{2, 1, false}, {4, 1, false}}), false);
    members.add({}, false);
    members.add(values::names({{3, 1, false}}), false);
    counter.see_stories(members, std::vector<MatchingStories::Member>{
                                     {2, true}, {0, false}, {3, false}, {4, true}, {1, false}, {5, false}});
    CHECK(counter.missing() == 1);
    const std::uint64_t expected[] = {1, 1, 1, 1, 1};
    for (std::uint32_t number = 0; number < 5; ++number) CHECK(counter.count(number) == expected[number]);
}

TEST_CASE("days are counted however far apart they are") {
    std::mt19937 random(23);
    for (int round = 0; round < 20; ++round) {
        DayCounter counter;
        std::map<Day, std::uint64_t> expected;
        std::uint64_t undated = 0;
        for (int article = 0; article < 300; ++article) {
            if (random() % 9 == 0) {
                counter.see(random() % 2 == 0 ? 0 : static_cast<std::uint32_t>(random() % 1000));
                ++undated;
                continue;
            }
            const auto days = static_cast<int>(random() % (random() % 10 == 0 ? 2'900'000 : 9000));
            const Day day = day_of(1900, 1, 1) + std::chrono::days(random() % 3 == 0 ? -days / 5 : days);
            ++expected[day];
            counter.see(values::part_of_day(day));
        }
        const DayCounts counts = counter.counts();
        CHECK(counts.days == Days(expected.begin(), expected.end()));
        CHECK(counts.undated == undated);
    }
}

TEST_CASE("a damaged value of names is an Error, or counted as far as it goes") {
    FacetCounter counter({{"person", 10}}, false, each_for_itself(3));
    for (const std::uint32_t number : {3U, 0x7FFF'FFFFU, 0xFFFF'FFFFU})
        CHECK(message_of([&] { see(counter, document({0, number}, {})); }).starts_with("damaged archive"));
    std::mt19937 random(12);
    for (int round = 0; round < 2000; ++round) {
        Xapian::Document damaged;
        std::string value;
        for (auto size = random() % 12; size > 0; --size) value += static_cast<char>(random());
        damaged.add_value(field(FieldId::person).slot, value);
        (void)message_of([&] { see(counter, damaged); });
    }
}

TEST_CASE("a facet lists what was asked for, in that order, and counts the rest") {
    const auto facet = [] {
        Facet made{.field = "person", .distinct = 5, .values = {}, .other = 2, .articles = 100};
        made.values = {{"c", 30}, {"a", 30}, {"d", 1}, {"b", 10}, {"e", 5}};
        return made;
    };
    const auto text = [](const Facet& made) {
        std::string line;
        for (const FacetValue& value : made.values) line += value.value;
        return line + " " + std::to_string(made.other);
    };
    const std::tuple<FacetRequest, std::string> cases[] = {
        {{"person", 10}, "acbed 2"},
        {{"person", 2}, "ac 18"},
        {{"person", 0}, " 78"},
        {{"person", 3, FacetOrder::name}, "abc 8"},
        {{"person", 10, FacetOrder::share}, "bceda 2"},
        {{"person", 2, FacetOrder::share}, "bc 38"},
    };
    Facet whole{.field = "person", .values = {}, .articles = 10'000};
    // b is ten times as frequent here, c three times, e as elsewhere, a half as frequent; d is here alone.
    whole.values = {{"a", 6000}, {"b", 100}, {"c", 1000}, {"d", 1}, {"e", 400}};
    for (const auto& [request, expected] : cases) {
        Facet made = facet();
        if (request.order == FacetOrder::share) hold_against(made, whole);
        arrange(made, request);
        CHECK(text(made) == expected);
    }
    Facet made = facet();
    const AppliedFilter filters[] = {{"person", "d"}, {"person", "x", FilterSense::none}, {"org", "a"}};
    mark_chosen(made, filters);
    arrange(made, {"person", 1});
    CHECK(text(made) == "ad 47");
    CHECK(made.values[1].chosen);
    CHECK_FALSE(made.values[0].chosen);
    CHECK(made.excluded == std::vector<std::string>{"x"});
}

TEST_CASE("what is unusual: a ratio that needs more than one article") {
    CHECK(unusualness(0, 0, 0, 0) == 0);
    CHECK(unusualness(5, 10, 5, 10) == 0);  // the answer is the archive
    CHECK(unusualness(1, 10, 100, 1000) == doctest::Approx(0));
    CHECK(unusualness(10, 100, 10, 10'000) == doctest::Approx(2 * 10 * std::log(100)));
    CHECK(unusualness(1, 100, 5000, 10'000) < 0);
    CHECK(unusualness(50, 100, 500, 10'000) > unusualness(5, 100, 50, 10'000));
    CHECK(unusualness(20, 100, 15, 10'000) > 0);  // copies that are folded otherwise in the archive
}

TEST_CASE("a timeline is held against the days of the archive") {
    const Day first = day_of(2026, 1, 5);  // a Monday
    const auto on = [&](int day) { return first + std::chrono::days(day); };
    Timeline timeline = timeline_of({{{on(0), 2}, {on(9), 1}, {on(40), 4}}, 3}, TimeUnit::week);
    hold_against(timeline,
                 {{on(-1), 50}, {on(0), 10}, {on(6), 7}, {on(9), 1}, {on(30), 2}, {on(40), 4}, {on(42), 9}});
    REQUIRE(timeline.buckets.size() == 3);
    CHECK(timeline.buckets[0].in_archive == 17);
    CHECK(timeline.buckets[1].in_archive == 1);
    CHECK(timeline.buckets[2].in_archive == 4);
    REQUIRE(timeline.gaps.size() == 1);
    CHECK(timeline.gaps[0].first == on(14));
    CHECK(timeline.gaps[0].last == on(27));
    Timeline none;
    hold_against(none, {{on(0), 1}});
    CHECK(none.gaps.empty());
}

TEST_CASE("every name of a facet is a faceted field or a unit of time") {
    std::size_t faceted = 0;
    for (const Field& field : fields) faceted += field.faceted ? 1 : 0;
    CHECK(facet_names().size() == faceted + 3);
}

TEST_CASE("facets and timelines add up to the number of articles") {
    std::mt19937 random(13);
    for (int round = 0; round < 30; ++round) {
        const std::vector<FacetRequest> requests{{"year", 3}, {"month", 2}, {"day", 5, FacetOrder::name}};
        FacetCounter counter(requests, true, {});
        const std::uint64_t articles = random() % 300;
        const auto spread = 1 + random() % (round % 2 ? 40 : 4000);
        std::uint64_t undated = 0;
        for (std::uint64_t i = 0; i < articles; ++i) {
            if (random() % 7 == 0) {
                ++undated;
                see(counter, document({}, {}));
            } else {
                see(counter, document({}, day_of(1960, 3, 7) + std::chrono::days(random() % spread)));
            }
        }
        const ScratchFolder scratch;
        for (const Facet& facet :
             listed(counter, requests, [](std::uint32_t) { return std::string_view(); })) {
            std::uint64_t sum = facet.missing + facet.other;
            for (const FacetValue& value : facet.values) sum += value.count;
            CHECK(sum == articles);
            CHECK(facet.missing == undated);
            CHECK(facet.distinct >= facet.values.size());
        }
        const DayCounts days = counter.days();
        for (const auto unit :
             {std::optional<TimeUnit>(), std::optional(TimeUnit::day), std::optional(TimeUnit::week),
              std::optional(TimeUnit::month), std::optional(TimeUnit::year)}) {
            const Timeline timeline = timeline_of(days, unit.value_or(fitting_unit(days.days)));
            std::uint64_t sum = timeline.undated;
            for (std::size_t i = 0; i < timeline.buckets.size(); ++i) {
                const Bucket& bucket = timeline.buckets[i];
                sum += bucket.count;
                CHECK(bucket.count > 0);
                CHECK(bucket.first <= bucket.last);
                if (i == 0) continue;
                const Bucket& before = timeline.buckets[i - 1];
                CHECK(before.last < bucket.first);
                std::uint64_t between = 0;
                for (Day day = before.last + std::chrono::days(1); day < bucket.first;
                     day = bucket_around(day, timeline.unit).last + std::chrono::days(1)) {
                    ++between;
                }
                CHECK(buckets_between(before, bucket, timeline.unit) == between);
            }
            CHECK(sum == articles);
            if (!unit) CHECK((timeline.buckets.size() <= 60 || timeline.unit == TimeUnit::year));
        }
    }
}

TEST_CASE("weeks are those of ISO 8601, at the ends of years too") {
    const std::tuple<Day, std::string> cases[] = {
        {day_of(2026, 1, 1), "2026-W01"},   {day_of(2025, 12, 29), "2026-W01"},
        {day_of(2025, 12, 28), "2025-W52"}, {day_of(2027, 1, 1), "2026-W53"},
        {day_of(2027, 1, 3), "2026-W53"},   {day_of(2027, 1, 4), "2027-W01"},
        {day_of(2021, 1, 3), "2020-W53"},   {day_of(1970, 1, 1), "1970-W01"},
        {day_of(1969, 12, 28), "1969-W52"}, {day_of(1969, 12, 29), "1970-W01"},
        {day_of(1600, 1, 1), "1599-W52"},
    };
    for (const auto& [day, label] : cases) {
        const Bucket week = bucket_around(day, TimeUnit::week);
        CHECK(bucket_label(week, TimeUnit::week) == label);
        CHECK(week.first <= day);
        CHECK(day <= week.last);
        CHECK(std::chrono::weekday(week.first) == std::chrono::Monday);
    }
    CHECK(bucket_label(bucket_around(day_of(2024, 2, 29), TimeUnit::month), TimeUnit::month) == "2024-02");
    CHECK(bucket_around(day_of(2024, 2, 5), TimeUnit::month).last == day_of(2024, 2, 29));
    CHECK(bucket_label(bucket_around(day_of(987, 2, 5), TimeUnit::year), TimeUnit::year) == "0987");
    CHECK(buckets_between(bucket_around(day_of(1969, 12, 20), TimeUnit::week),
                          bucket_around(day_of(1970, 1, 10), TimeUnit::week), TimeUnit::week) == 2);
}

TEST_CASE("the unit that fits is the finest with few bars") {
    const auto unit = [](int days_apart) {
        return fitting_unit(
            {{day_of(2026, 1, 5), 1}, {day_of(2026, 1, 5) + std::chrono::days(days_apart), 1}});
    };
    CHECK(fitting_unit({}) == TimeUnit::day);
    CHECK(fitting_unit({{day_of(2026, 1, 5), 3}}) == TimeUnit::day);
    CHECK(unit(59) == TimeUnit::day);
    CHECK(unit(60) == TimeUnit::week);
    CHECK(unit(60 * 7 - 1) == TimeUnit::week);
    CHECK(unit(60 * 7) == TimeUnit::month);
    CHECK(unit(2000) == TimeUnit::year);
    CHECK(unit(200'000) == TimeUnit::year);
    for (const TimeUnit each : {TimeUnit::day, TimeUnit::week, TimeUnit::month, TimeUnit::year})
        CHECK(unit_named(unit_name(each)) == each);
    CHECK_FALSE(unit_named("decade"));
}

}  // namespace dateline
