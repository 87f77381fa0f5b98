#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

const std::string days = lines({{{"id", "a"}, {"title", "T"}, {"published", "2025-12-31"}},
                                {{"id", "b"}, {"title", "T"}, {"published", "2026-01-01T00:00:00Z"}},
                                {{"id", "c"}, {"title", "T"}, {"published", "2026-01-24T00:00:00+04:00"}},
                                {{"id", "d"}, {"title", "T"}, {"published", "2026-01-24T23:59:59-08:00"}},
                                {{"id", "e"}, {"title", "T"}, {"published", "2026-01-31"}},
                                {{"id", "f"}, {"title", "T"}, {"published", "2026-02-01"}},
                                {{"id", "g"}, {"title", "T"}}});

constexpr const char* date_hint =
    "hint: dates look like 2026, 2026-01, 2026-01-24, 24 Jan 2026, Jan 24 2026, January 2026, today, "
    "yesterday, "
    "last week, this month, 7 days ago, last 30 days, last Friday, 1990s, 2026-W04 or 2026-Q1\n";

}  // namespace

TEST_SUITE("search-dates") {
    TEST_CASE("the borders of every filter are included, and the day is the source's own") {
        struct Case {
            Arguments filter;
            Arguments ids;
        };
        const std::vector<Case> cases{
            {{"--on", "2026-01-24"}, {"c", "d"}},
            {{"--on", "2026-01"}, {"b", "c", "d", "e"}},
            {{"--on", "January 2026"}, {"b", "c", "d", "e"}},
            {{"--on", "24 Jan 2026"}, {"c", "d"}},
            {{"--on", "2025"}, {"a"}},
            {{"--on", "2024"}, {}},
            {{"--after", "2026-01-31"}, {"e", "f"}},
            {{"--after", "2026-02"}, {"f"}},
            {{"--after", "2026-02-02"}, {}},
            {{"--before", "2026-01-01"}, {"a", "b"}},
            {{"--before", "2025"}, {"a"}},
            {{"--before", "2025-12-30"}, {}},
            {{"--after", "2026-01-01", "--before", "2026-01-31"}, {"b", "c", "d", "e"}},
            {{"--after", "2026-01", "--before", "2026-01"}, {"b", "c", "d", "e"}},
            {{"--date", "2026-01..2026-02"}, {"b", "c", "d", "e", "f"}},
            {{"--date", "2026-01-31.."}, {"e", "f"}},
            {{"--date", "..2025"}, {"a"}},
            {{"--date", "2026-01-24"}, {"c", "d"}},
            {{"--on", "yesterday", "--today", "2026-01-25"}, {"c", "d"}},
            {{"--on", "last week", "--today", "2026-01-28"}, {"c", "d"}},
            {{"--after", "7 days ago", "--today", "2026-02-01"}, {"e", "f"}},
            {{"--on", "2026", "--before", "2026-01-24", "--date", "2026-01-02.."}, {"c", "d"}},
            {{"--undated"}, {"g"}},
            {{"--undated", "t"}, {"g"}},
            {{}, {"a", "b", "c", "d", "e", "f", "g"}},
        };
        const Desk desk;
        desk.add(days);
        for (const Case& tried : cases) {
            CAPTURE(Json(tried.filter).dump());
            Arguments found = desk.ids(tried.filter);
            std::sort(found.begin(), found.end());
            CHECK(found == tried.ids);
        }
    }

    TEST_CASE("newest and oldest first; without a date last in both") {
        const Desk desk;
        desk.add(days);
        CHECK(desk.ids({"--sort", "newest"}).front() == "f");
        CHECK(desk.ids({"--sort", "newest"}).back() == "g");
        CHECK(desk.ids({"--sort", "oldest"}).front() == "a");
        CHECK(desk.ids({"--sort", "oldest"}).back() == "g");
        CHECK(desk.ids({}) == desk.ids({"--sort", "newest"}));
        CHECK(desk.ids({"t", "--sort", "oldest", "--before", "2026-01-01"}) == Arguments{"a", "b"});
    }

    TEST_CASE("what is not understood, excludes itself or runs backwards is refused") {
        struct Case {
            Arguments filter;
            std::string err;
        };
        const std::vector<Case> cases{
            {{"--on", "soon"},
             std::string("error: --on: 'soon' is no part of a date\n  soon\n  ^\n") + date_hint},
            {{"--after", "2026-01-24 noon"},
             std::string("error: --after: 'noon' is no part of a date\n  2026-01-24 noon\n             ^\n") +
                 date_hint},
            {{"--before", ""}, std::string("error: --before: there is no date\n") + date_hint},
            {{"--date", "2026-02..2026-01"},
             "error: --date: the range runs backwards\n  2026-02..2026-01\n         ^\n"
             "hint: the earlier date comes first\n"},
            {{"--date", ".."},
             "error: --date: a range needs a date\n  ..\n  ^\n"
             "hint: ranges look like 2026-01..2026-02, 2026-01-24.. or ..yesterday\n"},
            {{"--after", "2026-02", "--before", "2026-01"},
             "error: the dates exclude one another: no day is from 2026-02-01 to 2026-01-31\n"
             "hint: --after takes the first day that counts, --before the last\n"},
            {{"--on", "2025", "--after", "2026"},
             "error: the dates exclude one another: no day is from 2026-01-01 to 2025-12-31\n"
             "hint: --after takes the first day that counts, --before the last\n"},
            {{"--undated", "--after", "2026"},
             "error: --undated excludes every date\nhint: leave it or the date out\n"},
            {{"--on", "2026", "--on", "2025"},
             "error: --on is given more than once\nhint: --help lists the options\n"},
        };
        const Desk desk;
        desk.add(days);
        for (const Case& tried : cases) {
            CAPTURE(Json(tried.filter).dump());
            const Outcome outcome = desk.search(tried.filter);
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(difference(outcome.err, tried.err) == "");
        }
        CHECK(desk.search({"--on", "30 Feb 2026"}).code == 2);
        CHECK(desk.search({"--on", "01/02/2026"}).code == 2);
    }
}
