#include "searcher/synonyms.h"

#include <chrono>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "common/error.h"
#include "searcher/query/parser.h"
#include "searcher/query/printer.h"

namespace dateline {

namespace {

constexpr Day today{std::chrono::year{2026} / 2 / 11};

constexpr std::string_view rules =
    "\xEF\xBB\xBF# a newsroom's own\r\n"
    "\r\n"
    "car, automobile,  motor  car\n"
    "NHS => National Health Service\n"
    "us, united states of america, united states\n"
    "UN, united nations\n"
    "wheat => wheat, grain\n"
    "Köln, Cologne\n"
    "grain => maize\n"
    "ministry\\, defence => MoD\n"
    "C#, csharp\n"
    "北京, Beijing\n"
    "car, saloon\n"
    "blind => blind alley\n"
    "x \\=> y, z\n";

std::string expanded(std::string_view query) {
    std::vector<AppliedSynonym> applied;
    const Node tree = Synonyms::read(rules, "s.txt").expanded(parse_query(query, today), applied);
    const std::string print = print_query(tree);
    CHECK(parse_query(print, today) == tree);
    return print;
}

}  // namespace

TEST_CASE("synonyms: what a query becomes") {
    struct Case {
        std::string_view typed;
        std::string_view expected;
    };
    const Case cases[] = {
        {"", ""},
        {"strike", "strike"},
        {"car", "car OR automobile OR \"motor car\" OR saloon"},
        {"CAR", "CAR OR automobile OR \"motor car\" OR saloon"},
        {"automobile", "automobile OR car OR \"motor car\""},
        {"cars", "cars"},
        {"motor car", "motor car OR car OR automobile"},
        {"a motor car crash", "a (motor car OR car OR automobile) crash"},
        {"car motor", "(car OR automobile OR \"motor car\" OR saloon) motor"},
        {"NHS strike", "\"National Health Service\" strike"},
        {"national health service", "national health service"},
        {"the united states of america", "the (united states of america OR us OR \"united states\")"},
        {"united states navy", "(united states OR us OR \"united states of america\") navy"},
        {"united nations", "united nations OR UN"},
        {"wheat", "wheat OR grain"},
        {"grain", "maize"},
        {"koln", "koln OR Cologne"},
        {"KÖLN", "KÖLN OR Cologne"},
        {"C#", "C# OR csharp"},
        {"北京", "北京 OR Beijing"},
        {"blind", "\"blind alley\""},
        // Where a word stands makes no difference.
        {"title:un", "title:un OR title:\"united nations\""},
        {"title:(united nations)", "title:united title:nations OR title:UN"},
        {"united title:nations", "united title:nations"},
        {"strike -un", "strike -(un OR \"united nations\")"},
        {"strike OR car", "strike OR car OR automobile OR \"motor car\" OR saloon"},
        {"ATLEAST/2 un", "ATLEAST/2 (un OR \"united nations\")"},
        {"un NEAR/5 vote", "(un OR \"united nations\") NEAR/5 vote"},
        {"NHS /s strike", "\"National Health Service\" /s strike"},
        {"united NEAR nations", "united NEAR/10 nations"},
        {"(car OR un) wheat",
         "(car OR automobile OR \"motor car\" OR saloon OR un OR \"united nations\") (wheat OR grain)"},
        // What is meant to the letter stays.
        {"\"car\"", "\"car\""},
        {"\"united nations\"", "\"united nations\""},
        {"=car", "=car"},
        {"exact:car", "=car"},
        {"CAPS(un)", "CAPS(un)"},
        {"car*", "car*"},
        {"wheat~", "wheat~1"},
        {"person:un", "person:un"},
        {"source:car", "source:car"},
        {"words:5 published:2026", "words:5 published:2026-01-01..2026-12-31"},
    };
    for (const Case& tried : cases) {
        CAPTURE(tried.typed);
        CHECK(expanded(tried.typed) == tried.expected);
    }
}

TEST_CASE("synonyms: what was done is told, with the line that says so") {
    const Synonyms synonyms = Synonyms::read(rules, "s.txt");
    std::vector<AppliedSynonym> applied;
    (void)synonyms.expanded(parse_query("NHS car NHS strike -un", today), applied);
    REQUIRE(applied.size() == 3);
    CHECK(applied[0] == AppliedSynonym{"NHS", {"National Health Service"}, "s.txt:4"});
    CHECK(applied[1] == AppliedSynonym{"car", {"car", "automobile", "motor car", "saloon"}, "s.txt:3"});
    CHECK(applied[2] == AppliedSynonym{"un", {"UN", "united nations"}, "s.txt:6"});
    CHECK(Synonyms().empty());
    CHECK(Synonyms::read("# nothing\n\n", "s.txt").empty());
}

TEST_CASE("synonyms: what cannot be read is refused with its line") {
    struct Case {
        std::string_view text;
        std::string_view expected;
    };
    const Case cases[] = {
        {"car", "s.txt:1 nothing means the same as 'car'"},
        {"a, b\ncar,", "s.txt:2 there is nothing before or behind a comma or an arrow"},
        {"a, , b", "s.txt:1 there is nothing before or behind a comma or an arrow"},
        {"=> b", "s.txt:1 there is nothing before or behind a comma or an arrow"},
        {"\n\na =>", "s.txt:3 there is nothing before or behind a comma or an arrow"},
        {"a => b => c", "s.txt:1 there are two arrows in one line"},
        {"a, &", "s.txt:1 there is no word in '&'"},
        {"a, \"b c\"", "s.txt:1 there is a quotation mark in the line"},
        {"a, b\xff", "s.txt:1 the line is not valid UTF-8"},
        {std::string_view("a, b\0c", 6), "s.txt:1 there is a control character in the line"},
        {"car, car", "s.txt:1 nothing means the same as 'car'"},
    };
    for (const Case& tried : cases) {
        CAPTURE(tried.text);
        try {
            (void)Synonyms::read(tried.text, "s.txt");
            FAIL("not refused");
        } catch (const Error& error) {
            CHECK(fmt::format("{} {}", error.place(), error.message()) == tried.expected);
            CHECK(!error.hint().empty());
        }
    }
    CHECK_THROWS_AS((void)Synonyms::read_file("/nowhere/synonyms.txt"), Error);
    CHECK_THROWS_AS((void)Synonyms::read_file("/"), Error);
}

TEST_CASE("synonyms: a query does not grow beyond measure") {
    std::string line = "a";
    for (int i = 0; i < 400; ++i) line += fmt::format(", w{}", i);
    const Synonyms synonyms = Synonyms::read(line, "s.txt");
    std::vector<AppliedSynonym> applied;
    CHECK(synonyms.expanded(parse_query("a", today), applied).children.size() == 401);
    CHECK_THROWS_AS((void)synonyms.expanded(parse_query("a w1 w2 w3 w4", today), applied), Error);
}

}  // namespace dateline
