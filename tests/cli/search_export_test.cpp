#include <algorithm>
#include <sstream>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

/// Wire stories with titles that no format may stumble over.
std::string many_articles(int count) {
    const char* titles[] = {"Ferry {deal} at 50%", "Ferry | deal & talks", "Ferry \\ deal",
                            "Fähre, ferry \"x\"", "*Ferry* <b>"};
    std::vector<Json> articles;
    for (int i = 0; i < count; ++i) {
        articles.push_back({{"id", "wire:" + std::to_string(i)},
                            {"title", titles[i % 5]},
                            {"text", std::string(static_cast<std::size_t>(i % 7), ' ') + "ferry " +
                                         std::string(i % 3 == 0 ? "ferry deal" : "boats")},
                            {"published", "2026-01-" + std::to_string(10 + i % 20)},
                            {"source", i % 2 == 0 ? "Northern Wire" : "Gulf Monitor"}});
    }
    return lines(articles);
}

}  // namespace

TEST_SUITE("search-export") {
    TEST_CASE("--all is every hit in every format, in the order of the pages") {
        const Desk desk;
        desk.add(many_articles(230));
        for (const char* sort : {"relevance", "newest", "oldest"}) {
            const Arguments question{"ferry", "--no-fold", "--sort", sort};
            const Arguments whole = desk.ids(question + Arguments{"-n", "1000"});
            REQUIRE(whole.size() == 230);
            CHECK(desk.ids(question + Arguments{"--all"}) == whole);
            const Json answer = desk.json(question + Arguments{"--all"});
            CHECK(answer["hits"].size() == 230);
            CHECK(answer["query"]["limit"] == 230);
            CHECK(answer["hits"] == desk.json(question + Arguments{"-n", "1000"})["hits"]);
        }
        Arguments question{"ferry", "--no-fold", "--all"};
        const auto rows = [&](const char* format) {
            const Outcome outcome = desk.search(question + Arguments{"--format", format});
            CHECK(outcome.code == 0);
            return std::count(outcome.out.begin(), outcome.out.end(), '\n');
        };
        CHECK(rows("jsonl") == 230);
        CHECK(rows("csv") == 231);
        CHECK(rows("tsv") == 231);
        for (const char* format : {"text", "markdown", "bibtex", "ris"}) CHECK(rows(format) > 2 * 230);
        CHECK(desk.ids({"ferry", "--no-fold", "--all", "--offset", "225"}).size() == 5);
        question = {"ferry", "--all"};  // a TREC run folds nothing in any case
        CHECK(rows("trec") == 230);
    }

    TEST_CASE("--all has its place and no other") {
        const Desk desk;
        desk.add(many_articles(3));
        const auto refused = [&](const Arguments& arguments) {
            const Outcome outcome = desk.search(arguments);
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            return outcome.err;
        };
        CHECK(refused({"ferry", "--all", "-n", "5"})
                  .starts_with("error: --all and --limit exclude one another"));
        for (const Arguments& view : {Arguments{"--count"}, Arguments{"--analyze"},
                                      Arguments{"--show", "wire:1"}, Arguments{"--entities", "person"}}) {
            CHECK(refused(Arguments{"ferry", "--all"} + view)
                      .starts_with("error: --all is about the hits, and here none are listed"));
        }
        const Outcome none = desk.search({"xyzzy", "--all"});
        CHECK(none.code == 1);
        CHECK(none.out == "0 articles\n");
    }

    TEST_CASE("a reader that leaves ends an export at once, and that is no error") {
        const Desk desk;
        desk.add(many_articles(230));
        Command command = desk.search_command({"ferry", "--all", "--format", "jsonl"});
        command.reader_leaves = true;
        const Outcome outcome = run(command);
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
    }

    TEST_CASE("an offset beyond the end is told") {
        const Desk desk;
        desk.add(many_articles(5));
        const Outcome beyond = desk.search({"ferry", "--no-fold", "--offset", "5", "--format", "ids"});
        CHECK(beyond.code == 0);
        CHECK(beyond.out.empty());
        CHECK(beyond.err == "nothing is shown: --offset 5 passes over all of 5 articles\n");
        CHECK(desk.search({"ferry", "--no-fold", "--offset", "4"}).err.empty());
        CHECK(desk.search({"ferry", "--no-fold", "--offset", "9", "-n", "0"}).err.empty());
    }

    TEST_CASE("answers to many queries say which they answer") {
        const Desk desk;
        desk.add(many_articles(4));
        desk.write("q.tsv", "q1\tferry boats\nq2\txyzzy\n");
        const Outcome text = desk.search({"--queries", "q.tsv", "--no-fold", "-n", "1"});
        CHECK(text.out.starts_with("q1: ferry boats\n1 of 2 articles\n"));
        CHECK(text.out.find("\n\nq2: xyzzy\n0 articles\n") != std::string::npos);
        CHECK(text.err == "q2: no article has the word xyzzy\n");
        CHECK(desk.search({"--queries", "q.tsv", "--format", "ids"}).err ==
              "1 of 2 queries has no hits: q2\n");
        const Outcome markdown = desk.search({"--queries", "q.tsv", "--format", "markdown", "-n", "0"});
        CHECK(markdown.out == "# q1: ferry boats: 2 articles\n\n# q2: xyzzy: 0 articles\n");
    }
}
