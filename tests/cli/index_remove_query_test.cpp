#include <filesystem>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

/// dateline-search is in $PATH, as it is not beside dateline-index in the build tree.
class RemovalDesk : public Desk {
public:
    RemovalDesk() { environment["PATH"] = fs::path(DATELINE_SEARCH).parent_path().string(); }
};

std::string articles(int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
        lines += Json{{"id", "a" + std::to_string(i)},
                      {"title", i % 3 == 0 ? "Quay" : "Mole"},
                      {"text", "Ships wait."},
                      {"source", i % 2 == 0 ? "Northern Wire" : "Capital Ledger"}}
                     .dump() +
                 "\n";
    }
    return lines;
}

TEST_SUITE("index-remove-query") {
    TEST_CASE("all that a query finds is counted, and removed with --yes") {
        const RemovalDesk desk;
        desk.add(articles(30));
        const std::string query = "title:quay source:\"Northern Wire\"";
        const Outcome counted = desk.index({"--remove-query", query});
        CHECK(counted.code == 0);
        CHECK(counted.err.empty());
        CHECK(counted.out == "5 of 30 articles would be removed; --yes does it\n");
        CHECK(desk.index({"--remove-query", query, "--yes", "--dry-run"}).out == counted.out);
        CHECK(desk.count({}) == 30);
        CHECK(desk.index({"--remove-query", query, "--yes"}).out == "5 of 30 articles removed\n");
        CHECK(desk.count({}) == 25);
        CHECK(desk.count({"title:quay"}) == 5);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        const Json runs = Json::parse(desk.index({"--stats", "--runs", "--json"}).out)["runs"];
        CHECK(runs.back()["kind"] == "remove-query");
        CHECK(runs.back()["query"] == query);
        CHECK(runs.back()["removed"] == 5);
    }

    TEST_CASE("within the limit only") {
        const RemovalDesk desk;
        desk.add(articles(60));
        const Outcome none = desk.index({"--remove-query", "quay", "--yes"});
        CHECK(none.code == 2);
        CHECK(none.err == "error: " + desk.archive() + ": 20 of 60 articles would go, more than 10 %\n" +
                              "hint: --remove-limit 100 allows it; nothing was removed\n");
        CHECK(desk.count({}) == 60);
        CHECK(desk.index({"--remove-query", "quay", "--yes", "--remove-limit", "34"}).code == 0);
        CHECK(desk.count({}) == 40);
    }

    TEST_CASE(
        "a query that cannot be read is told with its caret; one that finds nothing is like an unknown id") {
        const RemovalDesk desk;
        desk.add(articles(3));
        const std::string broken = "title:\"quay";
        const Outcome told = desk.search({broken});
        REQUIRE(told.code == 2);
        const Outcome refused = desk.index({"--remove-query", broken, "--yes"});
        CHECK(refused.code == 2);
        CHECK(refused.out.empty());
        CHECK(refused.err ==
              told.err + "error: the query cannot be answered, see above; nothing was removed\n");
        const Outcome none = desk.index({"--remove-query", "zeppelin", "--yes"});
        CHECK(none.code == 1);
        CHECK(none.out == "0 of 3 articles match; nothing was removed\n");
        CHECK(none.err == "no article has the word zeppelin\n");
        const Outcome counted = desk.index({"--remove-query", "zeppelin"});
        CHECK(counted.code == 1);
        CHECK(counted.out == "0 of 3 articles match; nothing would be removed\n");
        CHECK(counted.err == none.err);
        CHECK(desk.count({}) == 3);
    }

    TEST_CASE("no shell and no option reads the query") {
        const RemovalDesk desk;
        desk.add(articles(9) + "{\"id\":\"--help\",\"title\":\"Odd\"}\n");
        CHECK(desk.index({"--remove-query=-mole quay", "--yes"}).out == "3 of 10 articles removed\n");
        CHECK(desk.index({"--remove-query", "id:\"--help\"", "--yes"}).out == "1 of 7 articles removed\n");
        CHECK(desk.index({"--remove-query", "quay; touch here $(touch here)"}).code != 0);
        CHECK_FALSE(fs::exists(desk.path("here")));
    }

    TEST_CASE("ids with line ends and bytes that are no text are removed exactly") {
        const RemovalDesk desk;
        const std::string lines = Json{{"id", "a\nb"}, {"title", "Quay"}}.dump() + "\n" +
                                  Json{{"id", "a"}, {"title", "Mole"}}.dump() + "\n" +
                                  Json{{"id", "b"}, {"title", "Mole"}}.dump() + "\n" +
                                  Json{{"id", " x\r\t\\x0a y "}, {"title", "Quay"}}.dump() + "\n" +
                                  Json{{"id", std::string(900, 'i')}, {"title", "Quay"}}.dump() + "\n";
        desk.add(lines);
        CHECK(desk.index({"--remove-query", "quay", "--yes"}).out == "3 of 5 articles removed\n");
        CHECK(desk.ids({"--sort", "oldest", "mole"}).size() == 2);
        CHECK(desk.count({}) == 2);
    }

    TEST_CASE("without dateline-search, a query or an archive nothing is removed") {
        RemovalDesk desk;
        CHECK(desk.index({"--remove-query", "quay", "--yes"}).code == 2);
        CHECK_FALSE(fs::exists(desk.archive()));
        desk.add(articles(3));
        for (const char* blank : {"", " \t"})
            CHECK(desk.index({"--remove-query", blank, "--yes", "--remove-limit", "100"}).code == 2);
        CHECK(desk.index({"--remove-query", "quay", "--remove", "a1"}).code == 2);
        CHECK(desk.index({"--remove-query", "quay", "a1"}).code == 2);
        desk.environment["PATH"] = desk.path("nowhere");
        const Outcome none = desk.index({"--remove-query", "quay", "--yes"});
        CHECK(none.code == 2);
        CHECK(none.err.starts_with("error: cannot run dateline-search: "));
        CHECK(desk.count({}) == 3);
    }

    TEST_CASE("the program beside this one is asked before any in $PATH") {
        RemovalDesk desk;
        desk.add(articles(3));
        const std::string bin = desk.make_folder("bin");
        fs::copy_file(DATELINE_INDEX, bin + "/dateline-index");
        fs::create_symlink(DATELINE_SEARCH, bin + "/dateline-search");
        desk.environment["PATH"] = desk.path("nowhere");
        Command command = desk.index_command({"--remove-query", "quay"});
        command.program = bin + "/dateline-index";
        CHECK(run(command).out == "1 of 3 articles would be removed; --yes does it\n");
    }
}

}  // namespace
}  // namespace dateline::cli
