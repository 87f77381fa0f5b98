#include <map>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

const std::string five = lines({
    {{"id", "1"}, {"title", "a"}, {"people", {"Zelensky", "Volodymyr Zelenskyy", "Bo Lee"}}},
    {{"id", "2"}, {"title", "b"}, {"people", {"ZELENSKIY", "Moscow and Kyiv"}}, {"places", {"Kiev", "kyiv"}}},
    {{"id", "3"}, {"title", "c"}, {"people", {"Ada Day"}}, {"places", {"Ivory Coast"}}},
    {{"id", "4"}, {"title", "d"}, {"people", {"Moscow and Kyiv"}}, {"organizations", {"Group of Seven"}}},
    {{"id", "5"}, {"title", "e"}, {"people", {"A. Day", "Bo Lee"}}, {"places", {"COTE-D'IVOIRE"}}},
});

const std::string own =
    "person: Ada Day\nalias: A. Day\nnote: of the desk\n\nhide: person: Moscow and Kyiv\n";

Json rows(const Desk& desk, const Arguments& arguments) {
    Json found = Json::object();
    const Json answer = desk.json(arguments);
    for (const Json& row : answer["entities"]["rows"]) found[row["name"].get<std::string>()] = row["count"];
    return found;
}

}  // namespace

TEST_SUITE("search-entities") {
    TEST_CASE(
        "the installed file merges, a file of one's own merges more and hides, --no-authority does neither") {
        const Desk desk;
        desk.add(five);
        desk.write("own.txt", own);
        CHECK(desk.ids({"--person", "zelenskyy"}).size() == 2);
        CHECK(desk.ids({"--place", "Côte d'Ivoire"}).size() == 2);
        CHECK(desk.ids({"--org", "g7"}) == Arguments{"4"});
        CHECK(desk.count({"--person", "Moscow and Kyiv"}) == 2);
        CHECK(desk.count({"--person", "Ada Day"}) == 1);
        const Arguments with{"--authority", desk.path("own.txt")};
        CHECK(desk.count(with + Arguments{"--person", "a day"}) == 2);
        CHECK(desk.count(with + Arguments{"person:\"ada day\""}) == 2);
        CHECK(desk.count({"--no-authority", "--person", "Volodymyr Zelenskyy"}) == 1);
        CHECK(desk.search({"--no-authority", "--org", "g7"}).code == 2);
        CHECK(desk.count(with + Arguments{"--no-authority", "--person", "A. Day"}) == 1);
        const Outcome hidden = desk.search(with + Arguments{"--person", "moscow and kyiv"});
        CHECK(hidden.code == 2);
        CHECK(difference(hidden.err,
                         "error: the person 'Moscow and Kyiv' is hidden by " + desk.path("own.txt") +
                             ":5\nhint: take that line out, or go without it by --no-authority\n") == "");
    }

    TEST_CASE("an edit of the file counts at once, a deleted line is undone, nothing is ingested again") {
        const Desk desk;
        desk.add(five);
        desk.write(".config/dateline/dateline.conf", "authority = " + desk.path("own.txt") + "\n");
        desk.write("own.txt", "");
        CHECK(desk.count({"--person", "Ada Day"}) == 1);
        desk.write("own.txt", own);
        CHECK(desk.count({"--person", "Ada Day"}) == 2);
        CHECK(desk.json({"--facets", "person"})["facets"]["person"]["distinct"] == 3);
        desk.write("own.txt", "person: Moscow and Kyiv\nalias: Ada Day\n");
        CHECK(desk.count({"--person", "Ada Day"}) == 3);
        CHECK(desk.json({"--person", "ada day"})["hits"][0]["people"][0] != "Ada Day");
        desk.write("own.txt", "# nothing\n");
        CHECK(desk.count({"--person", "Ada Day"}) == 1);
        desk.write("other.txt", own);
        CHECK(desk.count({"--person", "Ada Day", "--authority", "other.txt"}) == 2);
        desk.add("{\"id\":\"6\",\"title\":\"f\"}\n");  // the indexer takes the same configuration
    }

    TEST_CASE("a file that cannot be meant: place, reason, hint, exit 2") {
        const Desk desk;
        desk.add(five);
        desk.write("bad.txt", "person: A\nalias: B\n\nperson: C\nalias: b\n");
        const Outcome twice = desk.search({"--authority", "bad.txt", "--count"});
        CHECK(twice.code == 2);
        CHECK(twice.out.empty());
        CHECK(difference(twice.err,
                         "error: bad.txt:5: 'b' is a name of 'A' already, in line 2\n  alias: b\n  ^\n"
                         "hint: a name stands for one person only: take out line 2 or this one\n") == "");
        const Outcome none = desk.search({"--authority", "gone.txt", "--count"});
        CHECK(none.code == 2);
        CHECK(difference(
                  none.err,
                  "error: gone.txt: there is no such authority file\nhint: name another with --authority, "
                  "or go without any by --no-authority\n") == "");
        CHECK(desk.count({"--authority", "bad.txt", "--no-authority"}) == 5);
    }

    TEST_CASE("an installed file that is missing is an error too, unless nobody wants it") {
        Desk desk;
        desk.add(five);
        desk.environment["DATELINE_SHARE"] = desk.path("empty");
        CHECK(desk.search({"--count"}).code == 2);
        CHECK(desk.count({"--no-authority"}) == 5);
        desk.write("empty/authority.txt", own);
        CHECK(desk.count({"--person", "ada day"}) == 2);
    }

    TEST_CASE("alternatives and exclusions, and words behind them stay words") {
        const Desk desk;
        desk.add(five);
        CHECK(desk.count({"--any-person", "zelensky", "--any-person", "ada day"}) == 3);
        CHECK(desk.count({"--any-person", "zelensky OR ada day"}) == 3);
        CHECK(desk.json({"--any-person", "zelensky", "a"})["query"]["typed"] == "a");
        CHECK(desk.count({"--no-person", "zelensky"}) == 3);
        CHECK(desk.count({"--no-person", "zelensky", "--no-person", "ada day"}) == 2);
        CHECK(desk.count({"--any-place", "kyiv OR ivory coast", "--no-person", "bo"}) == 2);
        CHECK(desk.count({"--no-place", "kyiv"}) == 4);
        CHECK(desk.count({"--any-org", "g7"}) == 1);
        CHECK(desk.count({"--no-org", "g7"}) == 4);
        const Json filters =
            desk.json({"--any-person", "bo OR ada day", "--no-place", "kiev"})["query"]["filters"];
        CHECK(filters == Json::array({{{"field", "person"}, {"value", "Bo Lee"}, {"sense", "any"}},
                                      {{"field", "person"}, {"value", "Ada Day"}, {"sense", "any"}},
                                      {{"field", "place"}, {"value", "Kyiv"}, {"sense", "none"}}}));
        CHECK(desk.search({"--any-person", "nobody such"}).code == 2);
        CHECK(desk.search({"--no-person", "nobody such"}).code == 2);
        CHECK(desk.search({"--any-person", "bo OR "}).code == 2);
        const Outcome none = desk.search({"--any-person", "bo", "--no-person", "bo"});
        CHECK(none.code == 1);
        CHECK(difference(none.err,
                         "no article passes the filters\n"
                         "articles of each filter: any person Bo Lee 2, no person Bo Lee 3\n"
                         "without any person Bo Lee there would be 3 articles\n") == "");
    }

    TEST_CASE("--entities lists names with counts and aliases, under any query and filter, as facets count") {
        const Desk desk;
        desk.add(five);
        desk.write("own.txt", own);
        const Arguments with{"--authority", "own.txt"};
        CHECK(difference(desk.search(with + Arguments{"--entities", "person"}).out,
                         "person: 3 distinct, 1 without\n"
                         "  Ada Day              2  also A. Day (1)\n"
                         "  Bo Lee               2\n"
                         "  Volodymyr Zelenskyy  2  also ZELENSKIY (1), Zelensky (1)\n") == "");
        CHECK(difference(desk.search(with + Arguments{"--entities", "people", "-n1", "--offset", "1"}).out,
                         "person: 3 distinct, 1 without\n  Bo Lee  2\n\nmore: --offset 2\n") == "");
        CHECK(difference(desk.search({"--entities", "place", "--match", "IVO"}).out,
                         "place: 1 distinct with 'IVO', 2 without\n"
                         "  Côte d'Ivoire  2  also COTE-D'IVOIRE (1), Ivory Coast (1)\n") == "");
        CHECK(rows(desk, {"--entities", "place", "--match", "kiev"}).size() ==
              1);  // as an authority file has it
        CHECK(rows(desk, {"--entities", "place", "--match", "kiev"}) ==
              rows(desk, {"--entities", "place", "--match", "kyiv"}));
        CHECK(rows(desk, {"--entities", "person", "--place", "kyiv"}) ==
              Json{{"Volodymyr Zelenskyy", 1}, {"Moscow and Kyiv", 1}});
        CHECK(rows(desk, {"--entities", "person", "title:c"}) == Json{{"Ada Day", 1}});
        CHECK(rows(desk, {"--entities", "person", "--person", "bo"}) ==
              Json{{"Volodymyr Zelenskyy", 1}, {"A. Day", 1}});
        CHECK(desk.search(with + Arguments{"--entities", "person", "--format", "csv"}).out ==
              "name,count,aliases,rule\r\nAda Day,2,A. Day,own.txt:1\r\nBo Lee,2,,\r\nVolodymyr Zelenskyy,2,"
              "ZELENSKIY; Zelensky," +
                  desk.json({"--entities", "person"})["entities"]["rows"][2]["rule"].get<std::string>() +
                  "\r\n");
        const Json json = desk.json(with + Arguments{"--entities", "person"});
        CHECK(json["total"] == 5);
        CHECK(json["entities"]["rows"][0] == Json{{"name", "Ada Day"},
                                                  {"count", 2},
                                                  {"aliases", {{{"name", "A. Day"}, {"count", 1}}}},
                                                  {"rule", "own.txt:1"}});
        const Outcome line = desk.search({"--entities", "org", "--format", "jsonl"});
        CHECK(Json::parse(line.out)["name"] == "G7");
        const Outcome none = desk.search({"--entities", "org", "--match", "xyzzy"});
        CHECK(none.code == 1);
        CHECK(none.out == "org: 0 distinct with 'xyzzy', 4 without\n");
        CHECK(desk.search({"--entities", "person", "xyzzy"}).code == 1);
    }

    TEST_CASE("the indexer's setting of that name is none of the searcher's") {
        const Desk desk;
        desk.add(five);
        desk.write(".config/dateline/dateline.conf", "entities = given\n");
        CHECK(desk.count({}) == 5);
    }

    TEST_CASE("what cannot be meant is refused") {
        const Desk desk;
        desk.add(five);
        const std::vector<std::pair<Arguments, std::string>> cases{
            {{"--entities", "persn"}, "error: --entities: 'persn' is none of person, org, place\n"},
            {{"--entities", "source"}, "error: --entities: 'source' is none of person, org, place\n"},
            {{"--entities", "person", "--count"}, "error: --entities and --count exclude one another\n"},
            {{"--entities", "person", "--match", ""},
             "error: --match has no letter and no number that a name could have\n"},
            {{"--entities", "person", "--match", "..."},
             "error: --match has no letter and no number that a name could have\n"},
            {{"--entities", "person", "--explain"}, "error: --entities lists names and nothing else\n"},
            {{"--entities", "person", "--facets", "org"}, "error: --entities lists names and nothing else\n"},
            {{"--entities", "person", "--timeline"}, "error: --entities lists names and nothing else\n"},
            {{"--entities", "person", "--format", "ids"},
             "error: --entities writes text, json, jsonl, csv or tsv, not ids\n"},
            {{"--match", "x"}, "error: --match chooses among the names of --entities\n"},
            {{"--mentions", "2"}, "error: --mentions is about a person, an organisation or a place\n"},
            {{"--major", "--no-person", "bo"},
             "error: --major is about a person, an organisation or a place\n"},
            {{"--major", "--source", "bo"}, "error: --major is about a person, an organisation or a place\n"},
            {{"--mentions", "0", "--person", "bo"},
             "error: --mentions: '0' is no number from 1 to 1000000000\n"},
            {{"--mentions", "many", "--person", "bo"},
             "error: --mentions: 'many' is no number from 1 to 1000000000\n"},
            {{"--show", "1", "--no-person", "bo"},
             "error: --show shows the article with that id, whatever the filters\n"},
        };
        for (const auto& [arguments, message] : cases) {
            CAPTURE(message);
            const Outcome outcome = desk.search(arguments);
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(outcome.err.substr(0, outcome.err.find('\n') + 1) == message);
        }
    }

    TEST_CASE("the facet of a kind shows the company that a filter's entity keeps") {
        const Desk desk;
        desk.add(five);
        const Json facet = desk.json({"--person", "bo", "--facets", "person,place"})["facets"]["person"];
        CHECK(facet["left_out"] == Json{"Bo Lee"});
        CHECK(facet["distinct"] == 2);
        CHECK(facet["missing"] == 0);
        const Outcome text = desk.search({"--person", "zelensky", "--facets", "person", "-n0"});
        CHECK(difference(text.out,
                         "2 articles\n\nperson: 2 distinct, beside Volodymyr Zelenskyy\n"
                         "  Bo Lee           1\n  Moscow and Kyiv  1\n") == "");
    }

    TEST_CASE("--show says where each name came from, marks it, and shows the preferred one") {
        const Desk desk;
        desk.add(lines({{{"id", "1"},
                         {"title", "b"},
                         {"text", "Then Zelenskiy met bo lee and Bo Lee."},
                         {"people", {"Zelenskiy", "Zelensky", "Bo Lee"}}}}));
        const std::string text = desk.search({"--show", "1"}).out;
        CHECK(text.find("Volodymyr Zelenskyy") != std::string::npos);
        CHECK(text.find("given as Zelenskiy, given as Zelensky; ") != std::string::npos);
        CHECK(text.find("authority.txt:") != std::string::npos);
        CHECK(text.find("Then **Zelenskiy** met bo lee and **Bo Lee**.") != std::string::npos);
        CHECK(desk.search({"--show", "1", "--color", "always"}).out.find("\x1b[1;31mZelenskiy\x1b[0m") !=
              std::string::npos);
        const Json json = Json::parse(desk.search({"--show", "1", "--json"}).out);
        CHECK(json["people"] == Json{"Zelenskiy", "Zelensky", "Bo Lee"});
        CHECK(json["entities"][0]["name"] == "Volodymyr Zelenskyy");
        CHECK(json["entities"][0]["names"][1]["name"] == "Zelensky");
        CHECK(json["entities"][0]["names"][1]["origin"] == "given");
        const Json raw = Json::parse(desk.search({"--show", "1", "--json", "--no-authority"}).out);
        CHECK(raw["entities"][1]["name"] == "Zelensky");
    }

    TEST_CASE("counts, rows and facets agree under random files") {
        const Desk desk;
        desk.add_corpus();
        const Json all = desk.json({"--no-authority", "-n0", "--facets", "person:500,place:500"})["facets"];
        std::uint32_t random = 7;
        const auto draw = [&](std::uint32_t sides) {
            random = random * 1664525 + 1013904223;
            return (random >> 16) % sides;
        };
        for (int round = 0; round < 12; ++round) {
            std::string file;
            for (const char* kind : {"person", "place"}) {
                int aliases = 0;
                for (const Json& row : all[kind]["values"]) {
                    const std::string name = row["value"];
                    if (draw(5) == 0) {
                        file += "\nhide: " + std::string(kind) + ": " + name + "\n";
                        aliases = 0;
                    } else if (aliases == 0) {
                        file += "\n" + std::string(kind) + ": " + name + "\n";
                        aliases = 1 + static_cast<int>(draw(4));
                    } else {
                        file += "alias: " + name + "\n";
                        --aliases;
                    }
                }
            }
            desk.write("random.txt", file);
            const Arguments with{"--authority", "random.txt", "talks"};
            const Json answer = desk.json(with + Arguments{"-n", "1000", "--facets", "person:500,place:500"});
            const Arguments each = with + Arguments{"--no-fold"};
            const Json facets = desk.json(each + Arguments{"-n", "0", "--facets", "person,place"})["facets"];
            for (const auto& [field, key] : {std::pair("person", "people"), std::pair("place", "places")}) {
                CAPTURE(field);
                std::map<std::string, std::uint64_t> found;
                std::uint64_t without = 0;
                for (const Json& hit : answer["hits"]) {
                    for (const Json& name : hit[key]) ++found[name];
                    if (hit[key].empty()) ++without;
                }
                const Json& facet = answer["facets"][field];
                CHECK(facet["distinct"] == found.size());
                CHECK(facet["missing"] == without);
                for (const Json& row : facet["values"]) CHECK(found[row["value"]] == row["count"]);
                CHECK(rows(desk, with + Arguments{"--entities", field}) == Json(found));
                const Json& first = facets[field]["values"][0];
                CHECK(desk.count(each + Arguments{"--" + std::string(field), first["value"]}) ==
                      first["count"]);
            }
        }
    }
}
