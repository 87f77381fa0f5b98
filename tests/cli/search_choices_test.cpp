#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "tests/given_copies.h"

using namespace dateline::cli;

TEST_SUITE("search-choices") {
    TEST_CASE("--similar finds the likest, not the article itself nor its copies") {
        const Desk desk;
        desk.add_corpus();
        const std::string id = desk.ids({"abu dhabi talks", "-n", "1"}).front();
        const Arguments similar = desk.ids({"--similar", id, "-n", "5"});
        REQUIRE(similar.size() == 5);
        CHECK(std::ranges::find(similar, id) == similar.end());
        CHECK(desk.search({"--similar", ""}).code == 2);
        CHECK(desk.ids({"--similar", id, "-n", "5"}) == similar);
        const Json answer = desk.json({"--similar", id, "--after", "2026-01-10"});
        CHECK(answer["query"]["similar"] == id);
        CHECK(answer["query"]["sort"] == "relevance");
        CHECK(answer["query"]["understood"].get<std::string>().find(" OR ") != std::string::npos);
        CHECK(desk.count({"--similar", id, "--after", "2026-01-10"}) == answer["total"]);
        for (const Json& hit : answer["hits"]) CHECK(hit["published"] >= "2026-01-10");

        dateline::testing::give_copies(desk.archive(), {{id, similar[0]}});
        CHECK(desk.ids({"--similar", id, "-n", "1"}).front() != similar[0]);
        const Arguments unfolded = desk.ids({"--similar", id, "-n", "5", "--no-fold"});
        CHECK(std::ranges::find(unfolded, similar[0]) != unfolded.end());

        const Outcome none = desk.search({"--similar", "no such id"});
        CHECK(none.code == 2);
        CHECK(none.err.starts_with("error: no article has the id 'no such id'"));
        CHECK(desk.search({"--similar", id, "--any", "x"}).code == 2);
        CHECK(desk.search({"--similar", id, "--show", id}).code == 2);
    }

    TEST_CASE("--random is an order by chance that its seed repeats") {
        const Desk desk;
        desk.add_corpus();
        const Arguments one = desk.ids({"--random", "--seed", "1", "--all", "--no-fold"});
        CHECK(one.size() == corpus_articles);
        CHECK(desk.ids({"--random", "--seed", "1", "--all", "--no-fold"}) == one);
        CHECK(desk.ids({"--random", "--seed", "2", "--all", "--no-fold"}) != one);
        CHECK(desk.ids({"--random", "--seed", "1", "-n", "7", "--offset", "3", "--no-fold"}) ==
              Arguments(one.begin() + 3, one.begin() + 10));
        Arguments sorted = one;
        std::ranges::sort(sorted);
        Arguments all = desk.ids({"--all", "--no-fold"});
        std::ranges::sort(all);
        CHECK(sorted == all);
        // Other articles that come in draw their own places; the old ones keep theirs.
        desk.add("{\"id\":\"late\",\"title\":\"Late news\"}\n");
        Arguments later = desk.ids({"--random", "--seed", "1", "--all", "--no-fold"});
        std::erase(later, "late");
        CHECK(later == one);

        const Outcome drawn = desk.search({"--random", "-n", "3", "--format", "ids", "--no-fold"});
        CHECK(drawn.code == 0);
        REQUIRE(drawn.err.starts_with("order by chance; --seed "));
        const std::string seed = drawn.err.substr(24, drawn.err.find(' ', 24) - 24);
        CHECK(desk.search({"--random", "-n", "3", "--format", "ids", "--no-fold", "--seed", seed}).out ==
              drawn.out);
        CHECK(desk.search({"--random", "--sort", "newest"}).code == 2);
        CHECK(desk.search({"--seed", "3"}).code == 2);
        CHECK(desk.search({"--random", "--count"}).code == 2);
    }

    TEST_CASE("--on 01-24 is that day of any year, --same-day today's in other years") {
        const Desk desk;
        desk.add(lines({{{"id", "a"}, {"title", "x"}, {"published", "1987-01-24"}},
                        {{"id", "b"}, {"title", "x y"}, {"published", "2025-01-24T10:00:00Z"}},
                        {{"id", "c"}, {"title", "x z"}, {"published", "2026-01-24"}},
                        {{"id", "d"}, {"title", "leap"}, {"published", "2024-02-29"}},
                        {{"id", "e"}, {"title", "no date"}}}));
        CHECK(desk.ids({"--on", "01-24", "--no-fold"}) == Arguments{"c", "b", "a"});
        CHECK(desk.search({"--on", "02-30"}).err ==
              "error: --on: no year has a day '02-30'\nhint: write month and day: 01-24\n");
        // A day of all years is no stretch of days: it has no nearest day, and no "..".
        const Outcome none = desk.search({"--on", "12-30"});
        CHECK(none.code == 1);
        CHECK_MESSAGE(none.err.find("..") == std::string::npos, none.err);
        const Outcome both = desk.search({"--on", "12-30", "--after", "2020", "--json"});
        CHECK(Json::parse(both.out)["why"]["days"].size() == 1);
        CHECK(desk.ids({"--on", "02-29"}) == Arguments{"d"});
        CHECK(desk.ids({"--same-day", "--today", "2026-01-24", "--no-fold"}) == Arguments{"b", "a"});
        CHECK(desk.ids({"--same-day", "--today", "2026-01-24", "--after", "2000"}) == Arguments{"b"});
        CHECK(desk.ids({"--same-day", "--today", "2026-02-28"}).empty());
        const Json answer = desk.json({"--same-day", "--today", "2026-01-24"});
        CHECK(answer["query"]["filters"][0]["value"] == "01-24 but 2026");
        for (const char* bad : {"13-01", "02-30", "1-24", "01-2a", "00-10"}) {
            CHECK_MESSAGE(desk.search({"--on", bad}).code == 2, bad);
        }
        CHECK(desk.search({"--on", "01-24", "--same-day"}).code == 2);
        CHECK(desk.search({"--same-day", "--undated"}).code == 2);
    }

    TEST_CASE("on a terminal the answer goes through the pager") {
        const Desk desk;
        std::vector<Json> articles;
        for (const char* id : {"1", "2", "3", "4"})
            articles.push_back({{"id", id}, {"title", "Harbour strike"}});
        desk.add(lines(articles));
        if (desk.shell("command -v script >/dev/null").code != 0) {
            MESSAGE("no `script` to make a terminal with: pagers are not tested");
            return;
        }
        const auto on_terminal = [&](const std::string& pager, const std::string& arguments) {
            return desk.shell("PAGER=" + pager + " TERM=dumb PATH=/usr/bin:/bin script -qec '" +
                              std::string(DATELINE_SEARCH) + " " + arguments + "' /dev/null </dev/null");
        };
        const std::string paged = on_terminal("\"sed s/^/PAGED:/\"", "strike -n 0 --no-fold").out;
        CHECK(paged.find("PAGED:4 articles") != std::string::npos);
        for (const Outcome& plain :
             {on_terminal("\"sed s/^/PAGED:/\"", "strike -n 0 --no-fold --no-pager"),
              on_terminal("cat", "strike -n 0 --no-fold"), on_terminal("", "strike -n 0 --no-fold")}) {
            CHECK(plain.out.find("PAGED") == std::string::npos);
            CHECK(plain.out.find("4 articles") != std::string::npos);
        }
        CHECK(on_terminal("no-such-pager", "strike -n 0 --no-fold")
                  .out.find("the pager 'no-such-pager' cannot be run") != std::string::npos);
        // Whoever leaves the pager early has seen enough.
        CHECK(on_terminal("\"head -c 1\"", "--all --no-fold").code == 0);
        // A pipe is no terminal.
        CHECK(desk.shell("PAGER='sed s/^/PAGED:/' $search strike -n 0 --no-fold | cat").out.find("PAGED") ==
              std::string::npos);
    }
}
