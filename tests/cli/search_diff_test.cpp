#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

const std::string articles = lines({
    {{"id", "--wire 1"},
     {"title", "Ferry talks end"},
     {"text", "The ferry talks end without a deal.\n\nThey go on in spring."},
     {"published", "2026-01-24T08:15:00Z"},
     {"source", "Northern Wire"}},
    {{"id", "2"},
     {"title", "Ferry talks over"},
     {"text", "The ferry talks end with a deal.\n\nBoth sides are glad.\n\nThey go on in spring."}},
    {{"id", "3"},
     {"title", "Ferry talks end"},
     {"text", "The ferry talks end without a deal. They go on in spring."}},
});

}  // namespace

TEST_SUITE("search-diff") {
    TEST_CASE("the words that changed, with the title and the paragraphs") {
        const Desk desk;
        desk.add(articles);
        const Outcome outcome = desk.search({"--diff", "--wire 1", "2"});
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
        CHECK(difference(outcome.out,
                         "--- Northern Wire · 2026-01-24 08:15 · --wire 1\n"
                         "+++ undated · 2\n"
                         "\nFerry talks [-end-]{+over+}\n"
                         "\nThe ferry talks end [-without-]{+with+} a deal.\n"
                         "\n{+Both sides are glad.+}\n"
                         "\nThey go on in spring.\n"
                         "\n2 words removed, 6 added\n") == "");
        const Outcome back = desk.search({"--diff", "2", "--wire 1", "--color", "always"});
        CHECK(back.out.find("end \x1b[31mwith\x1b[0m \x1b[32mwithout\x1b[0m a deal.") != std::string::npos);
        CHECK(back.out.find("[-") == std::string::npos);
    }

    TEST_CASE("the same words: exit 1, however they are parted into paragraphs") {
        const Desk desk;
        desk.add(articles);
        for (const Arguments& ids : {Arguments{"--wire 1", "3"}, Arguments{"2", "2"}}) {
            const Outcome outcome = desk.search(Arguments{"--diff"} + ids);
            CHECK(outcome.code == 1);
            CHECK(outcome.out.ends_with("\nthe same words\n"));
        }
    }

    TEST_CASE("as JSON") {
        const Desk desk;
        desk.add(articles);
        const Outcome outcome = desk.search({"--diff", "--wire 1", "2", "--json"});
        CHECK(outcome.code == 0);
        const Json json = Json::parse(outcome.out);
        for (const char* key :
             {"schema", "archive", "from", "to", "same", "removed", "added", "title", "text"})
            CHECK_MESSAGE(json.contains(key), key);
        CHECK(json["same"] == false);
        CHECK(json["removed"] == 2);
        CHECK(json["added"] == 6);
        CHECK(json["from"]["id"] == "--wire 1");
        CHECK(json["text"].size() == 3);
        CHECK(json["title"][1] == Json{{"change", "removed"}, {"text", "end"}, {"space_before", true}});
        CHECK(desk.search({"--diff", "2", "2", "--json"}).code == 1);
        CHECK(Json::parse(desk.search({"--diff", "2", "3", "--format", "jsonl"}).out)["same"] == false);
    }

    TEST_CASE("what cannot be meant is an error, an unknown id as well") {
        const Desk desk;
        desk.add(articles);
        const std::pair<Arguments, const char*> cases[] = {
            {{"--diff", "2", "nope"}, "no article has the id 'nope'"},
            {{"--diff", "nope", "2"}, "no article has the id 'nope'"},
            {{"--diff", "nope", "nix"}, "no article has the id 'nope', and none 'nix'"},
            {{"--diff", "2"}, "--diff compares two articles"},
            {{"--diff"}, "--diff compares two articles"},
            {{"--diff=2"}, "--diff compares two articles"},
            {{"--diff", "2", "3", "ferry"}, "--diff compares two articles, whatever matches"},
            {{"--diff", "2", "3", "--source", "Northern Wire"}, "whatever matches"},
            {{"--diff", "2", "3", "--count"}, "exclude one another"},
            {{"--diff", "2", "3", "--facets", "source"}, "--diff compares two articles"},
            {{"--diff", "2", "3", "--copies"}, "--diff compares two articles"},
            {{"--diff", "2", "3", "--format", "csv"}, "--diff writes text, json or jsonl, not csv"},
        };
        for (const auto& [arguments, message] : cases) {
            const Outcome outcome = desk.search(arguments);
            CAPTURE(message);
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(outcome.err.find(message) != std::string::npos);
        }
    }
}
