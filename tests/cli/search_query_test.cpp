#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

/// Six articles, one of each kind that the queries below tell apart.
const std::string six = lines({
    {{"id", "open"},
     {"url", "https://wire.example/open"},
     {"title", "Abu Dhabi talks open"},
     {"lede", "Three delegations sat down."},
     {"text", "Negotiators met in the Gulf.\n\nA ceasefire was discussed."},
     {"published", "2026-01-23T10:00:00Z"},
     {"updated", "2026-01-25"},
     {"source", "Northern Wire"},
     {"author", "Inês Duarte"},
     {"section", "World"},
     {"language", "en"},
     {"dateline", "ABU DHABI"},
     {"keywords", {"peace talks"}},
     {"people", {"Steve Witkoff", "Jared Kushner"}},
     {"organizations", {"NATO"}},
     {"places", {"Abu Dhabi", "Geneva"}}},
    {{"id", "prix"},
     {"title", "Abu Dhabi Grand Prix won in the rain"},
     {"text", "Contract talks with the driver go on. Drivers talked."},
     {"published", "2025-12-07"},
     {"source", "Gulf Monitor"}},
    {{"id", "trade"},
     {"title", "Trade talks in Geneva"},
     {"text", "No talks in Abu, none in Dhabi."},
     {"published", "2026-01-24"}},
    {{"id", "drought"},
     {"title", "Drought"},
     {"text", "A dry spring, café owners say."},
     {"published", "2024-05"}},
    {{"id", "chinese"}, {"title", "阿布扎比会谈"}, {"text", "三方会谈在阿布扎比举行。"}, {"language", "zh"}},
    {{"id", "operators"}, {"title", "Black AND white"}, {"text", "negotiating tables"}},
});

}  // namespace

TEST_SUITE("search-query") {
    TEST_CASE("what a query finds") {
        struct Case {
            const char* query;
            Arguments ids;  ///< sorted
        };
        const std::vector<Case> cases{
            {"abu dhabi talks", {"open", "prix", "trade"}},
            {"ABU DHABI TALKS", {"open", "prix", "trade"}},
            {"\"abu dhabi\" talks", {"open", "prix"}},
            {"\"abu dhabi talks\"", {"open"}},
            {"\"dhabi abu\"", {}},
            {"\"open three\"", {}},
            {"abu dhabi -prix", {"open", "trade"}},
            {"abu -\"grand prix\" -geneva", {"open"}},
            {"drought OR prix", {"drought", "prix"}},
            {"abu AND (prix OR geneva)", {"prix", "trade"}},
            {"talks NOT title:talks", {"prix"}},
            {"talk", {"open", "prix", "trade"}},
            {"negotiator", {"open", "operators"}},
            {"negot*", {"open", "operators"}},
            {"cafe", {"drought"}},
            {"CAFÉ", {"drought"}},
            {"\"AND\"", {"operators"}},
            {"会谈", {"chinese"}},
            {"\"阿布扎比\"", {"chinese"}},
            {"", {"chinese", "drought", "open", "operators", "prix", "trade"}},
            // every field of the table
            {"id:open", {"open"}},
            {"id:ope", {}},
            {"url:https://wire.example/open", {"open"}},
            {"title:talks", {"open", "trade"}},
            {"title:\"grand prix\"", {"prix"}},
            {"lede:delegations", {"open"}},
            {"text:delegations", {"open"}},
            {"text:drought", {"drought"}},
            {"published:2026-01-24", {"trade"}},
            {"published:2026-01", {"open", "trade"}},
            {"published:2025..2026-01-23", {"open", "prix"}},
            {"published:2026-01-24..", {"trade"}},
            {"updated:2026-01-25", {"open"}},
            {"updated:2025", {}},
            {"source:\"Northern Wire\"", {"open"}},
            {"source:gulf", {"prix"}},
            {"author:\"ines duarte\"", {"open"}},
            {"section:world", {"open"}},
            {"language:zh", {"chinese"}},
            {"dateline:\"abu dhabi\"", {"open"}},
            {"keyword:\"peace talks\"", {"open"}},
            {"person:witkoff", {"open"}},
            {"people:\"Steve Witkoff\"", {"open"}},
            {"org:nato", {"open"}},
            {"place:geneva", {"open"}},
            {"talks -place:geneva", {"prix", "trade"}},
            {"person:kushner OR source:\"gulf monitor\"", {"open", "prix"}},
        };
        const Desk desk;
        desk.add(six);
        for (const Case& tried : cases) {
            CAPTURE(tried.query);
            Arguments found = desk.ids({tried.query});
            std::sort(found.begin(), found.end());
            CHECK(found == tried.ids);
        }
    }

    TEST_CASE("sentences, paragraphs, capitals, counts and similar words, as typed") {
        const Desk desk;
        desk.add(six);
        const std::vector<std::pair<std::string, Arguments>> cases{
            {"negotiators /s gulf", {"open"}},
            {"negotiators /s ceasefire", {}},
            {"contract w/s driver", {"prix"}},
            {"contract /s =talked", {}},
            {"contract w/p talked", {"prix"}},
            {"ATLEAST/2 talks", {"prix", "trade"}},
            {"ATLEAST/2 \"abu dhabi\"", {}},
            {"ALLCAPS(and)", {"operators"}},
            {"CAPS(drivers)", {"prix"}},
            {"NOCAPS(driver)", {"prix"}},
            {"drout~ OR drougth~1", {"drought"}},
            {"genevva~", {"trade"}},
            {"words:<8", {"drought", "operators"}},
            {"words:8.. -chinese -words:13..", {"trade"}},
            {"exact:talked", {"prix"}},
            {"exact:talk", {}},
            {"lede:prix", {"prix"}},
            {"lede:delegations", {"open"}},
            {"lede:ceasefire", {}},
            {"published:2026-01..2026-02", {"open", "trade"}},
            {"published:2025-12..2026-01-23", {"open", "prix"}},
            {"published:..2025", {"prix"}},
            {"talks -published:2026-01..2026-02", {"prix"}},
            {"person:\"Steve Witkoff\" person:kushner", {"open"}},
        };
        for (const auto& [query, expected] : cases) {
            CAPTURE(query);
            Arguments found = desk.ids({query});
            std::sort(found.begin(), found.end());
            CHECK(found == expected);
            CHECK(desk.count({query}) == expected.size());
        }
        const Json hit = desk.json({"negotiators /s gulf"})["hits"][0];
        CHECK(hit["snippet"] == "Negotiators met in the Gulf. A ceasefire was discussed.");
        CHECK(hit["highlights"] == Json::parse("[[0, 11], [23, 27]]"));
        CHECK(desk.json({"CAPS(drivers)"})["hits"][0]["highlights"].size() == 1);
        CHECK(desk.json({"contrakt~"})["hits"][0]["highlights"].size() == 1);
    }

    TEST_CASE("a person of the query goes by any name that the authority has") {
        const Desk desk;
        desk.add(lines({{{"id", "a"}, {"title", "x"}, {"text", "x"}, {"people", {"Muammar Gaddafi"}}},
                        {{"id", "b"}, {"title", "x"}, {"text", "x"}, {"people", {"Moamer Kadhafi"}}},
                        {{"id", "c"}, {"title", "x"}, {"text", "x"}, {"people", {"Saif Gaddafi"}}}}));
        desk.write("names.txt", "person: Muammar Gaddafi\nalias: Moamer Kadhafi\n");
        const Arguments with{"--authority", desk.path("names.txt")};
        CHECK(desk.ids(Arguments{"person:\"Muammar Gaddafi\""} + with).size() == 2);
        CHECK(desk.ids(Arguments{"person:\"moamer kadhafi\""} + with).size() == 2);
        CHECK(desk.ids(Arguments{"x -person:\"Moamer Kadhafi\""} + with) == Arguments{"c"});
        CHECK(desk.ids({"person:\"Moamer Kadhafi\"", "--no-authority"}) == Arguments{"b"});
    }

    TEST_CASE("--analyze tells how a query is understood and what each part finds") {
        const Desk desk;
        desk.add(six);
        const Outcome text = desk.search({"--analyze", "Abu AND \"abu dhabi\" NOT prix NOT words:>900"});
        CHECK(text.code == 0);
        CHECK(text.out.find("typed:       Abu AND \"abu dhabi\" NOT prix NOT words:>900\n"
                            "understood:  Abu \"abu dhabi\" -prix -words:901..\n"
                            "xapian:      Query(") == 0);
        CHECK(text.out.find("\narticles:    1 of 6\n"
                            "  Abu          3\n"
                            "  \"abu dhabi\"  2\n"
                            "  prix         1\n"
                            "  words:901..  0\n") != std::string::npos);
        const Json json = Json::parse(desk.search({"--analyze", "--json", "ATLEAST/2 talks /s nowhere"}).out,
                                      nullptr, false);
        CHECK(json.is_discarded());
        const Json parts =
            Json::parse(desk.search({"--analyze", "--json", "talks /s abu OR ATLEAST/2 talks"}).out);
        CHECK(parts["query"]["understood"] == "talks /s abu OR ATLEAST/2 talks");
        CHECK(parts["total"] == 3);
        CHECK(parts["articles"] == 6);
        CHECK(parts["parts"].size() == 3);
        CHECK(parts["parts"][2] == Json({{"query", "ATLEAST/2 talks"}, {"articles", 2}}));
        CHECK(parts["xapian"].get<std::string>().find("sentence(") != std::string::npos);
        CHECK(desk.search({"--analyze", "xyzzy"}).code == 1);
        CHECK(desk.search({"--analyze"}).out.find("articles:    6 of 6\n") != std::string::npos);
        for (const Arguments& more :
             std::vector<Arguments>{{"--count"}, {"--format", "csv"}, {"--facets"}, {"--on", "2026-01-23"}}) {
            const Outcome refused = desk.search(Arguments{"--analyze", "abu"} + more);
            CHECK(refused.code == 2);
            CHECK(refused.out.empty());
        }
    }

    TEST_CASE("--analyze counts as the answer does") {
        const Desk desk;
        const std::string text =
            "The ferry company and its crews signed a pay deal on Friday after eleven hours of talks in the "
            "old customs house, ending a stoppage that had emptied the harbour for most of a week.";
        desk.add(lines({{{"id", "a"}, {"title", "Ferry"}, {"text", text}, {"published", "2026-01-01"}},
                        {{"id", "b"}, {"title", "Crews"}, {"text", text}, {"published", "2026-01-02"}}}));
        const std::string folded = desk.search({"--analyze", "stoppage"}).out;
        CHECK(folded.ends_with("\narticles:    1 of 2, one of each story with copies\n  stoppage  1\n"));
        const std::string all = desk.search({"--analyze", "stoppage", "--no-fold"}).out;
        CHECK(all.ends_with("\narticles:    2 of 2, copies not folded\n  stoppage  2\n"));
        CHECK(Json::parse(desk.search({"--analyze", "stoppage", "--json"}).out)["folded"] == true);
    }

    TEST_CASE("several arguments are one query, as typed") {
        const Desk desk;
        desk.add(six);
        CHECK(desk.ids({"abu", "dhabi", "talks"}) == desk.ids({"abu dhabi talks"}));
        CHECK(desk.ids({"abu", "--limit", "5", "(prix", "OR", "geneva)"}) ==
              desk.ids({"abu (prix OR geneva)"}));
        CHECK(desk.ids({"--", "abu", "-prix"}) == desk.ids({"abu -prix"}));
        CHECK(desk.json({"--", "abu", "-prix"})["query"]["typed"] == "abu -prix");
    }

    TEST_CASE("a word to leave out that is not quoted is told from an option") {
        const Desk desk;
        desk.add(six);
        CHECK(desk.ids({"talks -prix"}).size() == 2);
        const Outcome outcome = desk.search({"talks", "-prix"});
        CHECK(outcome.code == 2);
        CHECK(difference(outcome.err,
                         "error: unknown option '-prix'\n"
                         "hint: to leave a word out, quote the whole query: 'ceasefire -trade'\n") == "");
    }

    TEST_CASE("the exact title comes first; side by side counts more than scattered, title more than text") {
        const Desk desk;
        desk.add(six);
        CHECK(desk.ids({"abu dhabi talks"}).front() == "open");
        // Of each pair both have the same words as often and are as long.
        desk.add(lines(
            {{{"id", "apart"}, {"title", "One"}, {"text", "Quince orchards grow beside lemon groves."}},
             {{"id", "beside"}, {"title", "One"}, {"text", "Beside groves quince lemon orchards grow."}},
             {{"id", "below"}, {"title", "Saffron"}, {"text", "Turmeric."}},
             {{"id", "above"}, {"title", "Turmeric"}, {"text", "Saffron."}}}));
        CHECK(desk.ids({"quince lemon"}) == Arguments{"beside", "apart"});
        CHECK(desk.ids({"turmeric"}) == Arguments{"above", "below"});
        CHECK(desk.ids({"saffron"}) == Arguments{"below", "above"});
    }

    TEST_CASE("--any takes articles with any of the words") {
        const Desk desk;
        desk.add(six);
        CHECK(desk.count({"drought prix"}) == 0);
        CHECK(desk.count({"--any", "drought prix"}) == 2);
        CHECK(desk.count({"--any", "drought prix xyzzy"}) == 2);
    }

    TEST_CASE("a query that does not parse: message, caret, hint, exit 2") {
        struct Case {
            const char* query;
            const char* err;
        };
        const std::vector<Case> cases{
            {"abu (dhabi",
             "error: this parenthesis is never closed\n  abu (dhabi\n      ^\nhint: close it, or leave it "
             "out\n"},
            {"abu )",
             "error: this parenthesis closes nothing\n  abu )\n      ^\nhint: leave it out, or open one "
             "before it\n"},
            {"\"abu dhabi",
             "error: this quotation mark is never closed\n  \"abu dhabi\n  ^\nhint: close it, or leave it "
             "out\n"},
            {"abu OR",
             "error: nothing follows OR\n  abu OR\n      ^\n"
             "hint: put a word on either side of it, or quote it to find it as a word\n"},
            {"abu AND AND x",
             "error: AND cannot follow AND\n  abu AND AND x\n          ^\n"
             "hint: put a word on either side of it, or quote it to find it as a word\n"},
            {"title:",
             "error: nothing follows the colon\n  title:\n       ^\n"
             "hint: write title:word without a space, or quote \"title:\" to find it as a word\n"},
            {"wibble:x",
             "error: there is no field 'wibble'\n  wibble:x\n  ^\n"
             "hint: quote it to find it as a word: \"wibble:x\"; --fields lists the fields\n"},
            {"größe (x",
             "error: this parenthesis is never closed\n  größe (x\n        ^\nhint: close it, or leave it "
             "out\n"},
            {"rain~5",
             "error: a word can be one or two letters off\n  rain~5\n       ^\n"
             "hint: write witkof~1 or witkof~2\n"},
            {"abu /s dhabi /p x",
             "error: /s and /p stand in one row\n  abu /s dhabi /p x\n               ^\n"
             "hint: write (a /s b) AND (b /p c)\n"},
            {"ATLEAST5(abu)",
             "error: a slash is missing before the number\n  ATLEAST5(abu)\n  ^\n"
             "hint: write ATLEAST/5 ceasefire, or quote it to find it as a word\n"},
            {"CAPS (us)",
             "error: no parenthesis follows CAPS\n  CAPS (us)\n  ^\n"
             "hint: write CAPS(word) without a space, or quote it to find it as a word\n"},
            {"words:many",
             "error: this is no number of words\n  words:many\n        ^\n"
             "hint: write words:>800, words:<200 or words:300..800\n"},
            {"*",
             "error: a star alone finds nothing\n  *\n  ^\n"
             "hint: leave the query empty for every article, or write the beginning of a word before the "
             "star\n"},
            {"published:2026-13",
             "error: there is no month 13\n  published:2026-13\n                 ^\n"
             "hint: months run from 01 to 12; quote a date of several words, as in published:\"24 Jan "
             "2026\"\n"},
        };
        const Desk desk;
        desk.add(six);
        for (const Case& tried : cases) {
            CAPTURE(tried.query);
            for (const Arguments& view : std::vector<Arguments>{{}, {"--count"}, {"--json"}, {"--facets"}}) {
                const Outcome outcome = desk.search(Arguments{tried.query} + view);
                CHECK(outcome.code == 2);
                CHECK(outcome.out.empty());
                CHECK(difference(outcome.err, tried.err) == "");
            }
        }
    }

    TEST_CASE("a query that does not parse is refused before the archive is looked for") {
        const Desk desk;
        CHECK(desk.search({"abu ("}).err.starts_with("error: this parenthesis is never closed\n"));
    }

    TEST_CASE("no bytes in a query do harm") {
        const Desk desk;
        desk.add(six);
        std::uint32_t noise = 3;
        const std::string letters = "ab\"():-*~^ \x80\xff\xc3\n\tANDORNOT.,'title:é新";
        for (int round = 0; round < 150; ++round) {
            std::string query;
            for (int i = 0; i < 12; ++i) {
                noise = noise * 1664525 + 1013904223;
                query += letters[(noise >> 16) % letters.size()];
            }
            CAPTURE(query);
            const Outcome outcome = desk.search({"--count", "--", query});
            CHECK(outcome.signal == 0);
            CHECK(outcome.code >= 0);
            CHECK(outcome.code <= 2);
            CHECK(outcome.out.empty() == (outcome.code == 2));
            CHECK(outcome.err.empty() == (outcome.code == 0));
        }
        CHECK(desk.search({std::string(100'000, '(')}).code == 2);
        CHECK(desk.search({std::string(100'000, 'x')}).code == 2);
    }
}
