#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

const std::string four = lines({
    {{"id", "1"},
     {"title", "Harbour strike"},
     {"text", "Dockers strike. They want more."},
     {"published", "2025-12-30"},
     {"source", "Northern Wire"},
     {"people", {"Ines Duarte", "Jodie Clarke"}}},
    {{"id", "2"},
     {"title", "Harbour quiet"},
     {"published", "2026-01-02T09:30:00Z"},
     {"source", "Northern Wire"}},
    {{"id", "3"},
     {"title", "Harbour fire"},
     {"published", "2026-01-02"},
     {"source", "Gulf Monitor"},
     {"people", {"Ines Duarte"}}},
    {{"id", "4"}, {"title", "Harbour master"}},
});

}  // namespace

TEST_SUITE("search-views") {
    TEST_CASE("--facets lists values with counts, most frequent first, then by name") {
        const Desk desk;
        desk.add(four);
        const Outcome outcome = desk.search({"harbour", "--facets", "person,source,year", "-n", "0"});
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
        CHECK(difference(outcome.out,
                         "4 articles\n"
                         "\nperson: 2 distinct\n  Ines Duarte   2\n  Jodie Clarke  1\n  (none)        2\n"
                         "\nsource: 2 distinct\n  Northern Wire  2\n  Gulf Monitor   1\n  (none)         1\n"
                         "\nyear: 2 distinct\n  2026    2\n  2025    1\n  (none)  1\n") == "");
        CHECK(desk.search({"harbour", "--facets=person,source,year", "-n0"}).out == outcome.out);
    }

    TEST_CASE("--facets: how many, default fields, aliases, the word behind it") {
        const Desk desk;
        desk.add(four);
        const Json facets = desk.json({"--facets", "person:1,day,month"})["facets"];
        CHECK(facets["person"]["values"].size() <= 1);
        CHECK(facets["person"]["distinct"] == 2);
        CHECK(facets["day"]["values"][0]["value"] == "2026-01-02");
        CHECK(facets["day"]["values"][0]["count"] == 2);
        CHECK(facets["month"]["missing"] == 1);
        const Json one = desk.json({"--facets", "person:1"})["facets"]["person"];
        CHECK(one["values"] == Json::array({Json{{"value", "Ines Duarte"},
                                                 {"count", 2},
                                                 {"chosen", false},
                                                 {"in_archive", nullptr},
                                                 {"score", nullptr}}}));
        CHECK(one["other"] == 1);
        const Json all = desk.json({"--facets"})["facets"];
        for (const char* name : {"person", "org", "place", "source", "section", "year"})
            CHECK_MESSAGE(all.contains(name), name);
        CHECK(desk.search({"--facets", "harbour"}).code == 2);
        const std::vector<std::pair<std::string, std::string>> refused{
            {"person:1,people:0", "error: --facets: person is there twice\n"},
            {"person:5:10", "error: --facets: '10' comes behind another number of values\n"},
            {"person:all:5", "error: --facets: '5' comes behind another number of values\n"},
            {"person:name:share", "error: --facets: 'share' comes behind another order\n"},
            {"person~...", "error: --facets: there is no text behind 'person~...'\n"},
        };
        for (const auto& [list, message] : refused) {
            const Outcome outcome = desk.search({"--facets", list});
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(outcome.err.starts_with(message));
        }
        CHECK(desk.json({"person", "--facets"})["query"]["typed"] == "person");
        CHECK(desk.json({"harbour"})["facets"] == Json::object());
    }

    TEST_CASE("facets are of the whole answer, not of the page") {
        const Desk desk;
        desk.add(four);
        CHECK(desk.json({"harbour", "--facets", "source", "-n", "1"})["facets"] ==
              desk.json({"harbour", "--facets", "source", "-n", "9", "--offset", "2"})["facets"]);
    }

    TEST_CASE("--timeline draws bars, in the unit asked for or one that fits") {
        const Desk desk;
        desk.add(four);
        const Outcome years = desk.search({"harbour", "--timeline", "year", "-n", "0"});
        CHECK(years.code == 0);
        CHECK(years.out.starts_with("4 articles\n\n2025     1  100.0 %  █"));
        CHECK(years.out.find("\n2026     2  100.0 %  ██") != std::string::npos);
        CHECK(years.out.ends_with("\nundated  1\n"));
        const auto unit = [&](Arguments more) {
            return desk.json(Arguments{"harbour"} + more)["timeline"]["unit"].get<std::string>();
        };
        CHECK(unit({"--timeline"}) == "day");
        CHECK(unit({"--timeline", "auto"}) == "day");
        CHECK(unit({"--timeline=week"}) == "week");
        CHECK(unit({"--timeline", "month"}) == "month");
        const Json weeks = desk.json({"--timeline", "week"})["timeline"];
        CHECK(weeks["buckets"] ==
              Json::array(
                  {Json{{"from", "2025-12-29"}, {"to", "2026-01-04"}, {"count", 3}, {"in_archive", 3}}}));
        CHECK(weeks["undated"] == 1);
        CHECK(desk.json({"harbour"})["timeline"] == nullptr);
    }

    TEST_CASE("--count is the number alone") {
        const Desk desk;
        desk.add(four);
        const Outcome all = desk.search({"--count"});
        CHECK(all.code == 0);
        CHECK(all.out == "4\n");
        CHECK(all.err.empty());
        const Outcome none = desk.search({"--count", "xyzzy"});
        CHECK(none.code == 1);
        CHECK(none.out == "0\n");
        CHECK(none.err == "no article has the word xyzzy\n");
        CHECK(desk.search({"--count", "-n", "1", "--offset", "3"}).out == "4\n");
    }

    TEST_CASE("--show prints one article whole; as JSON it can be indexed again") {
        const Desk desk;
        desk.add_corpus();
        const std::string id = "northern-wire:2026-01-24:abu-dhabi-talks";
        const Outcome text = desk.search({"--show", id});
        CHECK(text.code == 0);
        CHECK(text.out.find(" officials cautiously optimistic as **Abu Dhabi** talks end\n") < 20);
        CHECK(text.out.find("An earlier meeting was held in **Geneva** in November.") != std::string::npos);
        CHECK(text.out.find("Andrii Sybiha") != std::string::npos);
        const Outcome json = desk.search({"--show", id, "--format", "json"});
        CHECK(json.code == 0);
        CHECK(Json::parse(json.out)["id"] == id);
        const Outcome again = desk.index({"--json", "--entities", "given", "-"}, json.out);
        CHECK(Json::parse(again.out)["unchanged"] == 1);
        CHECK(desk.search({"--show", id, "--color", "always", "geneva"}).out.find("\x1b[") !=
              std::string::npos);
        CHECK(desk.search({"--show", id, "--format", "csv"}).code == 2);
    }

    TEST_CASE("every article shown as JSON is the article") {
        const Desk desk;
        desk.add_corpus();
        std::string shown;
        for (const std::string& id : desk.ids({"-n", "1000", "--no-fold"})) {
            const Outcome outcome = desk.search({"--show", id, "--json"});
            CHECK(outcome.code == 0);
            shown += outcome.out;
        }
        const Json summary = Json::parse(desk.index({"--json", "--entities", "given", "-"}, shown).out);
        CHECK(summary["read"] == corpus_articles);
        CHECK(summary["unchanged"] == corpus_articles);
    }

    TEST_CASE("--show with an id that nobody has") {
        const Desk desk;
        desk.add(four);
        const Outcome outcome = desk.search({"--show", "nope"});
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err == "error: no article has the id 'nope'\n");
    }

    TEST_CASE("--queries answers each line, as plain words") {
        const Desk desk;
        desk.add(four);
        desk.write("q.tsv", "q1\tharbour strike\nq2\tNOT (harbour\r\n\nq3\t\nq4\txyzzy\n");
        const Outcome outcome = desk.search({"--queries", "q.tsv", "--format", "trec", "--any"});
        CHECK(outcome.code == 0);
        CHECK(outcome.err ==
              "error: q.tsv:4: there is no word in this query\n1 of 3 queries has no hits: q4\n");
        CHECK(outcome.out.starts_with("q1 Q0 1 1 "));
        CHECK(outcome.out.find("\nq2 Q0 ") != std::string::npos);
        CHECK(outcome.out.find("q4") == std::string::npos);
        CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 8);
        CHECK(desk.search({"--queries", "q.tsv", "--format", "trec", "--any", "-n", "1"}).out.size() <
              outcome.out.size());
        desk.write("bad.tsv", "q1\tharbour\nno tab\n");
        const Outcome bad = desk.search({"--queries", "bad.tsv", "--format", "trec"});
        CHECK(bad.code == 2);
        CHECK(bad.err == "error: bad.tsv:2: no 'ID TAB WORDS' in this line\n");
        const Outcome missing = desk.search({"--queries", "missing.tsv"});
        CHECK(missing.code == 2);
        CHECK(missing.err == "error: missing.tsv: cannot read the queries\n");
        desk.write("none.tsv", "q1\txyzzy\n");
        const Outcome none = desk.search({"--queries", "none.tsv", "--format", "trec"});
        CHECK(none.code == 1);
        CHECK(none.err == "1 of 1 query has no hits: q1\n");
        std::string many;
        for (int i = 10; i < 22; ++i) many += "q" + std::to_string(i) + "\txyzzy\n";
        desk.write("many.tsv", many + "q\tharbour\n");
        CHECK(desk.search({"--queries", "many.tsv", "--format", "csv"}).err ==
              "12 of 13 queries have no hits: q10, q11, q12, q13, q14, q15, q16, q17, q18, q19 and 2 more\n");
        CHECK(desk.search({"--queries", "many.tsv", "--format", "json"}).err.empty());
        desk.write("empty.tsv", "\n\n");
        const Outcome empty = desk.search({"--queries", "empty.tsv"});
        CHECK(empty.code == 2);
        CHECK(empty.err == "error: empty.tsv: no query in it\nhint: write a line 'ID TAB WORDS' for each\n");
        CHECK(desk.search({"--queries", desk.path("")}).code == 2);
        const Outcome piped = desk.shell("printf 'q1\\tstrike\\n' | $search --queries - --format trec");
        CHECK(std::count(piped.out.begin(), piped.out.end(), '\n') == 1);
    }

    TEST_CASE("--explain says what a score is made of, and it adds up") {
        const Desk desk;
        desk.add_corpus();
        for (const char* query :
             {"talks", "abu dhabi talks", "\"abu dhabi\" witkoff", "title:talks geneva"}) {
            CAPTURE(query);
            const Json answer = desk.json({query, "--explain=full"});
            for (const Json& hit : answer["hits"]) {
                CHECK_FALSE(hit["explain"].empty());
                double sum = 0;
                for (const Json& line : hit["explain"]) sum += std::stod(line.get<std::string>());
                CHECK(sum == doctest::Approx(hit["score"].get<double>()).epsilon(0.02));
            }
        }
        CHECK(desk.json({"talks"})["hits"][0]["explain"].empty());
        const Json explained = desk.json({"--explain", "talks"});
        for (const Json& hit : explained["hits"]) {
            REQUIRE(hit["explain"].size() == 1);
            CHECK(hit["explain"][0].get<std::string>().find(" = words ") != std::string::npos);
        }
        CHECK(desk.search({"talks", "--explain=much"}).err ==
              "error: --explain: 'much' is neither line nor full\nhint: write --explain=full\n");
    }

    TEST_CASE("--expand says which words were added, --recent and it need an order by relevance") {
        const Desk desk;
        desk.add_corpus();
        const Outcome expanded = desk.search({"--expand", "talks"});
        CHECK(expanded.code == 0);
        CHECK(expanded.err.starts_with("added to the query: "));
        CHECK(desk.json({"talks", "--expand"})["query"]["added"].is_array());
        CHECK(desk.json({"talks"})["total"] == desk.json({"talks", "--expand"})["total"]);
        CHECK(desk.json({"talks"})["total"] == desk.json({"talks", "--recent", "30"})["total"]);
        CHECK(desk.search({"--expand"}).code == 2);
        CHECK(desk.search({"--analyze", "talks", "--expand"}).code == 2);
        CHECK(desk.search({"talks", "--recent", "30", "--sort", "oldest"}).code == 2);
        CHECK(desk.search({"talks", "--recent", "0"}).code == 2);
    }

    TEST_CASE("--limit and --offset, up to beyond the end") {
        const Desk desk;
        desk.add(four);
        const Arguments all = desk.ids({"harbour"});
        CHECK(all.size() == 4);
        CHECK(desk.ids({"harbour", "-n", "2"}) == Arguments{all[0], all[1]});
        CHECK(desk.ids({"harbour", "--limit", "2", "--offset", "1"}) == Arguments{all[1], all[2]});
        CHECK(desk.ids({"harbour", "--offset", "3"}) == Arguments{all[3]});
        const Outcome beyond = desk.search({"harbour", "--offset", "4"});
        CHECK(beyond.code == 0);
        CHECK(beyond.out == "4 articles\n");
        const Json far = desk.json({"harbour", "--offset", "1000000000", "--limit", "1000000000"});
        CHECK(far["total"] == 4);
        CHECK(far["hits"].empty());
        CHECK(desk.search({"harbour", "-n", "0"}).out == "4 articles\n");
        CHECK(desk.json({"harbour", "--offset", "2"})["hits"][0]["rank"] == 3);
    }

    TEST_CASE("nothing found: exit 1, an empty answer in the format, the reason on standard error") {
        const Desk desk;
        desk.add(four);
        struct Case {
            const char* format;
            std::string out;
        };
        for (const Case& tried :
             {Case{"text", "0 articles\n"}, Case{"jsonl", ""}, Case{"ids", ""}, Case{"trec", ""},
              Case{"csv",
                   "rank,id,score,published,source,title,authors,section,url,people,organizations,places,"
                   "snippet,cluster,copies\r\n"}}) {
            CAPTURE(tried.format);
            const Outcome outcome = desk.search({"xyzzy", "--format", tried.format});
            CHECK(outcome.code == 1);
            CHECK(difference(outcome.out, tried.out) == "");
            CHECK(outcome.err == "no article has the word xyzzy\n");
        }
        const Json answer = desk.json({"xyzzy"});
        CHECK(answer["total"] == 0);
        CHECK(answer["hits"].empty());
        CHECK(answer["nearest"]["words"][0] == Json{{"word", "xyzzy"}, {"articles", 0}});
        const Outcome filtered = desk.search({"harbour", "--on", "2020"});
        CHECK(filtered.code == 1);
        CHECK(filtered.err ==
              "no article matches\narticles with each word: harbour 4\narticles of each filter: published "
              "2020-01-01..2020-12-31 none\n"
              "without published 2020-01-01..2020-12-31 there would be 4 articles\n"
              "the archive has no article of 2020-01-01..2020-12-31; nearest that match: 1 article on "
              "2025-12-30\n"
              "1 article that would match has no date: --undated instead of the dates shows them\n");
    }

    TEST_CASE("when no article has all words, what has most is shown, and said to be so") {
        const Desk desk;
        desk.add(four);
        const Outcome outcome = desk.search({"harbour strike xyzzy"});
        CHECK(outcome.code == 1);
        CHECK(outcome.err ==
              "no article has all 3 words; showing 1 that has 2\n"
              "articles with each word: harbour 4, strike 1, xyzzy none\n"
              "without xyzzy there would be 1 article\n");
        CHECK(outcome.out.starts_with(
            "0 articles; nearest: 1 of 1 with 2 of 3 words\n\n1. **Harbour strike**\n"));
        const Json answer = desk.json({"harbour strike xyzzy"});
        CHECK(answer["hits"].empty());
        CHECK(answer["nearest"]["words_asked"] == 3);
        CHECK(answer["nearest"]["words_matched"] == 2);
        CHECK(answer["nearest"]["hits"][0]["id"] == "1");
        CHECK(desk.search({"harbour strike xyzzy", "--format", "ids"}).out.empty());
    }

    TEST_CASE("words that are all there, but not as asked for") {
        const Desk desk;
        desk.add("{\"id\":\"a\",\"title\":\"Strike in the harbour\"}\n");
        const Outcome outcome = desk.search({"\"harbour strike\""});
        CHECK(outcome.code == 1);
        CHECK(outcome.err ==
              "no article has the words as they are asked for; showing 1 that has all 2\n"
              "articles with each word: \"harbour strike\" none, harbour 1, strike 1\n"
              "with harbour strike instead of \"harbour strike\" there would be 1 article\n");
    }

    TEST_CASE("a zero under a date tells of matches that have no date") {
        const Desk desk;
        desk.add(
            "{\"id\":\"a\",\"title\":\"Harbour\",\"source\":\"Wire\"}\n"
            "{\"id\":\"b\",\"title\":\"Harbour\",\"source\":\"Post\"}\n"
            "{\"id\":\"c\",\"title\":\"Strike\",\"published\":\"2026-01-24\"}\n");
        const std::string undated = " no date: --undated instead of the dates shows them\n";
        CHECK(desk.search({"harbour", "--on", "2026"})
                  .err.ends_with("\n2 articles that would match have" + undated));
        CHECK(desk.search({"harbour", "--after", "2020", "--source", "wire"})
                  .err.ends_with("\n1 article that would match has" + undated));
        CHECK(desk.search({"strike", "--on", "2020"}).err.find("--undated") == std::string::npos);
        CHECK(desk.count({"harbour", "--undated"}) == 2);
    }

    TEST_CASE("an input without articles leaves no archive to answer wrongly from") {
        const Desk desk;
        CHECK(desk.index({"-q", "-"}, "").code == 2);
        const Outcome outcome = desk.search({"harbour"});
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.find("there is no archive here") != std::string::npos);
    }
}
