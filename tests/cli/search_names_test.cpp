#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

TEST_SUITE("search-names") {
    TEST_CASE("every hit of a filter has the value, found by full name, part, any case, without accents") {
        struct Case {
            const char* option;
            const char* typed;
            const char* key;    ///< of a hit in JSON
            const char* value;  ///< that must be there
        };
        const std::vector<Case> cases{
            {"--person", "Steve Witkoff", "people", "Steve Witkoff"},
            {"--person", "witkoff", "people", "Steve Witkoff"},
            {"--person", "STEVE WITKOFF", "people", "Steve Witkoff"},
            {"--org", "nato", "organizations", "NATO"},
            {"--org", "european", "organizations", "European Union"},
            {"--place", "abu dhabi", "places", "Abu Dhabi"},
            {"--source", "northern wire", "source", "Northern Wire"},
            {"--source", "Courier", "source", "Harbour Courier"},
            {"--section", "business", "section", "Business"},
            {"--author", "Mara Lindqvist", "authors", "Mara Lindqvist"},
            {"--author", "colm o'neill", "authors", "Colm O’Neill"},
            {"--keyword", "peace talks", "keywords", "peace talks"},
            {"--language", "fr", "language", "fr"},
        };
        const Desk desk;
        desk.add_corpus();
        for (const Case& tried : cases) {
            CAPTURE(tried.option);
            CAPTURE(tried.typed);
            const Json answer = desk.json({tried.option, tried.typed, "--limit", "1000"});
            CHECK(answer["total"] > 0);
            CHECK(answer["hits"].size() == answer["total"]);
            CHECK(answer["query"]["filters"][0]["value"] == tried.value);
            for (const Json& hit : answer["hits"]) {
                const Json& found = hit[tried.key];
                if (found.is_string()) {
                    CHECK(found == tried.value);
                } else {
                    CHECK(std::find(found.begin(), found.end(), tried.value) != found.end());
                }
            }
        }
    }

    TEST_CASE("a name with accents is found without them, and the other way round") {
        const Desk desk;
        desk.add(lines({{{"id", "d"}, {"title", "A"}, {"people", {"Tomáš Dvořák"}}},
                        {{"id", "m"}, {"title", "B"}, {"people", {"Jose Munoz"}}}}));
        CHECK(desk.ids({"--person", "tomas dvorak"}) == Arguments{"d"});
        CHECK(desk.ids({"--person", "DVOŘÁK"}) == Arguments{"d"});
        CHECK(desk.ids({"--person", "José Muñoz"}) == Arguments{"m"});
    }

    TEST_CASE("one word lifts no person whom hardly an article with that word names") {
        const Desk desk;
        std::vector<Json> articles{
            {{"id", "rare"}, {"title", "Notes"}, {"text", "The late Orlan spoke."}, {"people", {"Orlan"}}}};
        for (int i = 0; i < 4; ++i)
            articles.push_back({{"id", "v" + std::to_string(i)},
                                {"title", "Notes"},
                                {"text", "The late Orlan spoke."},
                                {"people", {"Vera Orlan"}}});
        desk.add(lines(articles));
        const auto explained = [&](const std::string& query) {
            return desk.search({query, "--explain=full", "-n", "9", "--no-fold"}).out;
        };
        CHECK(explained("orlan").find(" orlan\n") == std::string::npos);
    }

    TEST_CASE("several filters must all hold") {
        const Desk desk;
        desk.add_corpus();
        const std::uint64_t both = desk.count({"--person", "witkoff", "--person", "kushner"});
        CHECK(both > 0);
        CHECK(both <= desk.count({"--person", "witkoff"}));
        CHECK(both == desk.count({"person:witkoff person:kushner"}));
        CHECK(desk.count({"--person", "witkoff", "--person", "lindholm"}) == 0);
        CHECK(desk.count({"--person", "witkoff", "--source", "Northern Wire", "talks"}) ==
              desk.count({"talks person:witkoff source:\"northern wire\""}));
    }

    TEST_CASE("a name nobody has: the nearest with their counts, exit 2") {
        const Desk desk;
        desk.add_corpus();
        const Outcome near = desk.search({"talks", "--person", "witkof"});
        CHECK(near.code == 2);
        CHECK(near.out.empty());
        CHECK(
            difference(
                near.err,
                "error: no article has the person 'witkof'\nhint: nearest: Steve Witkoff (13 articles)\n") ==
            "");
        const Outcome far = desk.search({"--person", "Xyzzy Plugh"});
        CHECK(far.code == 2);
        CHECK(difference(far.err,
                         "error: no article has the person 'Xyzzy Plugh'\n"
                         "hint: see the names with: --facets person:50\n") == "");
        const Outcome empty = desk.search({"--person", "..."});
        CHECK(empty.code == 2);
        CHECK(empty.err == "error: '...' is no name of a person\n");
        const Outcome inside = desk.search({"talks person:witkof"});
        CHECK(inside.code == 2);
        CHECK(difference(inside.err,
                         "error: no article has the person 'witkof'\n  talks person:witkof\n        ^\n"
                         "hint: nearest: Steve Witkoff (13 articles)\n") == "");
    }

    TEST_CASE("an ambiguous name: how many have it, and the candidates with their counts, exit 2") {
        const Desk desk;
        desk.add(lines({{{"id", "1"}, {"title", "A"}, {"people", {"Jodie Clarke", "Edwin Clarke"}}},
                        {{"id", "2"}, {"title", "B"}, {"people", {"Edwin Clarke"}}},
                        {{"id", "3"}, {"title", "C"}, {"people", {"Ann Clarkeson"}}}}));
        const Outcome outcome = desk.search({"--person", "clarke"});
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK(difference(
                  outcome.err,
                  "error: 2 names of a person have 'clarke'\n"
                  "hint: write more of the name: Edwin Clarke (2 articles), Jodie Clarke (1 article)\n") ==
              "");
        CHECK(desk.ids({"--person", "jodie clarke"}) == Arguments{"1"});
    }

    TEST_CASE(
        "a rare whole name does not stand in for the frequent one that has it, in options and queries") {
        const Desk desk;
        desk.add(lines({{{"id", "1"}, {"title", "A"}, {"people", {"Orlan"}}},
                        {{"id", "2"}, {"title", "B"}, {"people", {"Vera Orlan"}}},
                        {{"id", "3"}, {"title", "C"}, {"people", {"Vera Orlan"}}}}));
        const std::string hint =
            "hint: write more of the name, as in \"Vera Orlan\", or \"=Orlan\" for that name alone: "
            "Vera Orlan (2 articles), Orlan (1 article)\n";
        for (const char* option : {"--person", "--any-person", "--no-person"}) {
            CAPTURE(option);
            const Outcome outcome = desk.search({option, "Orlan"});
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(difference(outcome.err, "error: 2 names of a person have 'Orlan'\n" + hint) == "");
        }
        const Outcome inside = desk.search({"person:orlan"});
        CHECK(inside.code == 2);
        CHECK(difference(inside.err,
                         "error: 2 names of a person have 'orlan'\n  person:orlan\n  ^\n" + hint) == "");
        CHECK(desk.ids({"--person", "=Orlan"}) == Arguments{"1"});
        CHECK(desk.ids({"--no-person", "=Orlan", "--sort", "oldest"}) == Arguments{"2", "3"});
        CHECK(desk.ids({"person:\"=Orlan\""}) == Arguments{"1"});
        CHECK(desk.ids({"person:=Orlan"}) == Arguments{"1"});
        CHECK(desk.count({"--person", "vera orlan"}) == 2);
    }

    TEST_CASE("a whole name is taken even when longer ones contain it") {
        const Desk desk;
        desk.add(lines({{{"id", "1"}, {"title", "A"}, {"places", {"Abu Dhabi"}}},
                        {{"id", "2"}, {"title", "B"}, {"places", {"Abu Dhabi Airport"}}}}));
        CHECK(desk.ids({"--place", "abu dhabi"}) == Arguments{"1"});
        CHECK(desk.ids({"--place", "airport"}) == Arguments{"2"});
    }

    TEST_CASE("a name that only replaced articles had is no name any more") {
        const Desk desk;
        desk.add(lines({{{"id", "1"}, {"title", "A"}, {"people", {"Jodie Clarke"}}},
                        {{"id", "2"}, {"title", "B"}, {"people", {"Edwin Clarke"}}}}));
        desk.add(lines({{{"id", "1"}, {"title", "A"}, {"people", {"Greta Amsel"}}}}));
        CHECK(desk.ids({"--person", "clarke"}) == Arguments{"2"});
        CHECK(desk.search({"--person", "Jodie Clarke"}).code == 2);
        CHECK(desk.json({"--facets", "person"})["facets"]["person"]["distinct"] == 2);
    }
}
