#include "searcher/days.h"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "scratch.h"

namespace dateline {

namespace {

Article dated(int number, std::optional<Day> published, std::optional<Day> updated) {
    Article article = article_of("id" + std::to_string(number), "T");
    if (published) article.published = on_day(*published);
    if (updated) article.updated = on_day(*updated);
    return article;
}

}  // namespace

TEST_CASE("ranges of days find what comparing every date finds") {
    std::mt19937 random(11);
    for (int spread : {5, 400, 20'000}) {
        const ScratchFolder scratch;
        std::vector<Article> all;
        const Day begin = day_of(1960, 6, 1);
        const auto random_day = [&]() -> std::optional<Day> {
            if (random() % 5 == 0) return std::nullopt;
            return begin + std::chrono::days(random() % static_cast<unsigned>(spread));
        };
        // Several parts, one of them without any date, the small ones not merged into the large one.
        for (const int size : {600, 20, 20}) {
            std::vector<Article> articles;
            for (int i = 0; i < size; ++i) {
                const bool undated = all.size() + articles.size() >= 620;
                articles.push_back(dated(static_cast<int>(all.size()) + i,
                                         undated ? std::nullopt : random_day(),
                                         undated ? std::nullopt : random_day()));
            }
            (void)index(scratch.path(), articles);
            all.insert(all.end(), articles.begin(), articles.end());
        }
        const Archive archive(scratch.path());
        REQUIRE(archive.manifest().parts.size() == 3);

        for (int round = 0; round < 150; ++round) {
            DayRange range;
            const auto end = [&] {
                return begin + std::chrono::days(
                                   static_cast<int>(random() % static_cast<unsigned>(spread + 800)) - 400);
            };
            if (random() % 4) range.first = end();
            if (random() % 4) range.last = random() % 4 == 0 && range.first ? *range.first : end();
            for (const FieldId id : {FieldId::published, FieldId::updated}) {
                std::size_t expected = 0;
                for (const Article& article : all) {
                    const auto& when = id == FieldId::published ? article.published : article.updated;
                    const bool in = when && (!range.first || when->day >= *range.first) &&
                                    (!range.last || when->day <= *range.last);
                    expected += in ? 1 : 0;
                }
                CHECK(matches(archive, days_query(field(id), range, archive.database())).size() == expected);
            }
        }
    }
}

TEST_CASE("months and years in one piece, leap days, ends of the calendar") {
    const ScratchFolder scratch;
    (void)index(scratch.path(), {dated(1, day_of(1600, 1, 1), {}), dated(2, day_of(2024, 2, 29), {}),
                                 dated(3, day_of(2024, 3, 1), {}), dated(4, day_of(2024, 12, 31), {}),
                                 dated(5, day_of(2025, 1, 1), {}), dated(6, {}, {})});
    const Archive archive(scratch.path());
    const std::tuple<DayRange, std::size_t> cases[] = {
        {{day_of(2024, 2, 1), day_of(2024, 2, 29)}, 1},
        {{day_of(2024, 1, 1), day_of(2024, 12, 31)}, 3},
        {{day_of(2024, 2, 28), day_of(2024, 3, 1)}, 2},
        {{day_of(2024, 12, 31), day_of(2025, 1, 1)}, 2},
        {{{}, day_of(1600, 1, 1)}, 1},
        {{{}, day_of(1599, 12, 31)}, 0},
        {{day_of(2025, 1, 1), {}}, 1},
        {{day_of(2025, 1, 2), {}}, 0},
        {{day_of(1, 1, 1), day_of(9999, 12, 31)}, 5},
        {{day_of(2025, 1, 1), day_of(2024, 1, 1)}, 0},
        {DayRange{}, 5},
    };
    for (const auto& [range, expected] : cases)
        CHECK(matches(archive, days_query(field(FieldId::published), range, archive.database())).size() ==
              expected);
    CHECK(matches(archive, days_query(field(FieldId::updated), {}, archive.database())).empty());
}

}  // namespace dateline
