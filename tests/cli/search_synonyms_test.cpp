#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"

using namespace dateline::cli;

namespace {

const std::string stories = lines({
    {{"id", "car"}, {"title", "Car tax"}, {"text", "Owners of a car pay."}},
    {{"id", "auto"}, {"title", "Automobile makers"}, {"text", "They pay, too."}},
    {{"id", "motor"}, {"title", "The motor car at a hundred"}, {"text", "x"}},
    {{"id", "nhs"}, {"title", "NHS strike"}, {"text", "x"}},
    {{"id", "health"}, {"title", "National Health Service talks"}, {"text", "x"}},
});

constexpr const char* rules = "# ours\ncar, automobile, motor car\nNHS => National Health Service\n";

}  // namespace

TEST_SUITE("search-synonyms") {
    TEST_CASE("words stand for others, as the file says") {
        const Desk desk;
        desk.add(stories);
        desk.write("s.txt", rules);
        const std::vector<std::pair<std::string, Arguments>> cases{
            {"car", {"auto", "car", "motor"}},
            {"automobile", {"auto", "car", "motor"}},
            {"motor car", {"auto", "car", "motor"}},
            {"car pay", {"auto", "car"}},
            {"nhs", {"health"}},
            {"pay -car", {}},
            {"title:car", {"auto", "car", "motor"}},
            {"\"car\"", {"car", "motor"}},
            {"=car", {"car", "motor"}},
            {"CAPS(car)", {"car"}},
            {"car NEAR/2 hundred", {}},
            {"car NEAR/3 hundred", {"motor"}},
            {"ATLEAST/2 car", {"car"}},
        };
        for (const auto& [query, expected] : cases) {
            CAPTURE(query);
            Arguments found = desk.ids({"--synonyms", desk.path("s.txt"), query});
            std::sort(found.begin(), found.end());
            CHECK(found == expected);
            CHECK(desk.count({"--synonyms", desk.path("s.txt"), query}) == expected.size());
        }
        CHECK(desk.ids({"nhs"}) == Arguments{"nhs"});
        CHECK(desk.json({"car", "--synonyms", desk.path("s.txt")})["query"]["understood"] ==
              "car OR automobile OR \"motor car\"");
        const Json compared = desk.json(
            {"nhs", "--timeline", "--compare", "car", "--synonyms", desk.path("s.txt")})["comparison"];
        CHECK(compared["total"] == 3);
        CHECK(compared["understood"] == "car OR automobile OR \"motor car\"");
        desk.write("q.tsv", "1\tcar tax\n");
        CHECK(desk.search(
                      {"--queries", desk.path("q.tsv"), "--format", "ids", "--synonyms", desk.path("s.txt")})
                  .out == "car\n");
    }

    TEST_CASE("--analyze shows them, with their lines") {
        const Desk desk;
        desk.add(stories);
        desk.write("s.txt", rules);
        const Arguments asked{"--analyze", "nhs", "--synonyms", desk.path("s.txt")};
        CHECK(desk.search(asked).out.find("\nunderstood:  \"National Health Service\"\nsynonyms:    nhs = "
                                          "National Health Service (" +
                                          desk.path("s.txt") + ":3)\n") != std::string::npos);
        const Json json = Json::parse(desk.search(asked + Arguments{"--json"}).out);
        CHECK(json["synonyms"] == Json::array({{{"typed", "nhs"},
                                                {"meanings", {"National Health Service"}},
                                                {"rule", desk.path("s.txt") + ":3"}}}));
    }

    TEST_CASE("the configuration file may name them, the command line takes them back") {
        const Desk desk;
        desk.add(stories);
        desk.write("s.txt", rules);
        desk.write(".config/dateline/dateline.conf", "synonyms = ~/s.txt\n");
        CHECK(desk.ids({"nhs"}) == Arguments{"health"});
        CHECK(desk.ids({"nhs", "--no-synonyms"}) == Arguments{"nhs"});
        desk.write("other.txt", "strike, talks\n");
        CHECK(desk.ids({"nhs strike", "--synonyms", desk.path("other.txt")}) == Arguments{"nhs"});
        desk.add("{\"id\":\"new\",\"title\":\"New\"}\n");
        CHECK(desk.count({}) == 6);
    }

    TEST_CASE("what cannot be read ends the search, with file, line and hint") {
        const Desk desk;
        desk.add(stories);
        desk.write("bad.txt", "car, automobile\n\nlonely\n");
        const Outcome bad = desk.search({"car", "--synonyms", desk.path("bad.txt")});
        CHECK(bad.code == 2);
        CHECK(bad.out.empty());
        CHECK(bad.err ==
              "error: " + desk.path("bad.txt") +
                  ":3: nothing means the same as 'lonely'\n"
                  "hint: write words that mean the same as a, b, c, and a => b for one way only\n");
        const Outcome missing = desk.search({"car", "--synonyms", desk.path("none.txt")});
        CHECK(missing.code == 2);
        CHECK(missing.err.find("cannot read the synonyms") != std::string::npos);
        CHECK(desk.search({"car", "--synonyms", desk.path(".")}).code == 2);
    }
}
