#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"
#include "tests/given_copies.h"

using namespace dateline::cli;

namespace {

const std::string articles = lines({
    {{"id", "wire-1"},
     {"title", "Ferry talks end"},
     {"text", "The ferry talks end without a deal."},
     {"published", "2026-01-24T08:15:00Z"},
     {"source", "Northern Wire"},
     {"people", {"Ines Duarte"}}},
    {{"id", "courier-1"},
     {"title", "No deal on ferries"},
     {"text", "The ferry talks end without a deal."},
     {"published", "2026-01-24T10:25:00Z"},
     {"source", "Daily Courier"},
     {"people", {"Ines Duarte", "Jodie Clarke"}}},
    {{"id", "gulf-1"},
     {"title", "Ferry talks end, and for long"},
     {"text", "The ferry talks end without a deal. A second round is far off, they said in the harbour."},
     {"published", "2026-01-25"},
     {"source", "Gulf Monitor"}},
    {{"id", "wire-2"},
     {"title", "Ferry talks end early"},
     {"text", "The ferry talks end without a deal."},
     {"published", "2026-01-24T09:00:00Z"},
     {"source", "Northern Wire"}},
    {{"id", "other"}, {"title", "Ferry late"}, {"published", "2026-01-20"}, {"source", "Daily Courier"}},
});

/// Four that tell one story, two of them by one source, and one of its own.
class CopiedDesk : public Desk {
public:
    CopiedDesk() {
        add(articles);
        dateline::testing::give_copies(archive(), {{"wire-1", "courier-1", "gulf-1", "wire-2"}});
    }
};

}  // namespace

TEST_SUITE("search-copies") {
    TEST_CASE("one of a story is shown, with who else has it") {
        const CopiedDesk desk;
        const Outcome outcome = desk.search({"ferry", "--sort", "newest"});
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
        CHECK(difference(outcome.out,
                         "2 of 2 articles, 3 copies folded\n"
                         "\n1. **Ferry** talks end\n"
                         "   Northern Wire · 2026-01-24 08:15 · wire-1\n"
                         "   Ines Duarte\n"
                         "   The **ferry** talks end without a deal.\n"
                         "   +2 copies: Daily Courier, Gulf Monitor; +1 version\n"
                         "\n2. **Ferry** late\n"
                         "   Daily Courier · 2026-01-20 · other\n") == "");
        const std::string listed = desk.search({"ferry", "--sort", "newest", "--copies"}).out;
        CHECK(listed.find("   +2 copies: Daily Courier, Gulf Monitor; +1 version\n"
                          "     2026-01-24 09:00 · Northern Wire (version) · Ferry talks end early · wire-2\n"
                          "     2026-01-24 10:25 · Daily Courier · No deal on ferries · courier-1\n"
                          "     2026-01-25 · Gulf Monitor · Ferry talks end, and for long · gulf-1\n") !=
              std::string::npos);
        const std::string first = desk.search({"ferry", "--sort", "newest", "--first"}).out;
        CHECK(first.find("     +45 min · 2026-01-24 09:00 · Northern Wire (version) · ") !=
              std::string::npos);
        CHECK(first.find("     +2 h 10 min · 2026-01-24 10:25 · Daily Courier · ") != std::string::npos);
        CHECK(first.find("     +1 day · 2026-01-25 · Gulf Monitor · ") != std::string::npos);
        CHECK(desk.search({"ferry", "--sort", "newest", "--first", "--lead", "longest"}).out == first);
    }

    TEST_CASE("--no-fold shows all, and says so") {
        const CopiedDesk desk;
        const Outcome outcome = desk.search({"ferry", "--sort", "newest", "--no-fold"});
        CHECK(outcome.code == 0);
        CHECK(outcome.out.starts_with("5 of 5 articles, copies not folded\n"));
        CHECK(outcome.out.find("+2 copies") == std::string::npos);
        CHECK(desk.ids({"ferry", "--sort", "newest", "--no-fold"}) ==
              Arguments{"gulf-1", "courier-1", "wire-2", "wire-1", "other"});
        CHECK(desk.search({"ferry", "--no-fold", "--copies", "--sort", "oldest"})
                  .out.find("wire-1\n   Ines Duarte\n   The **ferry** talks end without a deal.\n"
                            "     2026-01-24 09:00 · Northern Wire (version)") != std::string::npos);
    }

    TEST_CASE("an archive without copies says nothing of them") {
        const Desk desk;
        desk.add("{\"id\":\"a\",\"title\":\"Ferry late\"}\n{\"id\":\"b\",\"title\":\"Ferry lost\"}\n");
        CHECK(desk.search({"ferry"}).out.starts_with("2 of 2 articles\n"));
        CHECK(desk.search({"ferry", "--no-fold"}).out == desk.search({"ferry"}).out);
        CHECK(desk.json({"ferry"})["hits"][0]["cluster"].is_null());
        CHECK(desk.json({"ferry"})["folded"] == true);
    }

    TEST_CASE("which copy stands for the story") {
        const CopiedDesk desk;
        const auto lead = [&](Arguments more) {
            return desk.ids(Arguments{"talks end", "--sort", "newest"} + more);
        };
        CHECK(lead({}) == Arguments{"wire-1"});
        CHECK(lead({"--lead", "first"}) == Arguments{"wire-1"});
        CHECK(lead({"--lead", "longest"}) == Arguments{"gulf-1"});
        CHECK(lead({"--lead", "source:daily COURIER"}) == Arguments{"courier-1"});
        CHECK(lead({"--lead", "source:northern"}) == Arguments{"wire-1"});
        // The earliest of those that match: filters come first.
        CHECK(lead({"--source", "Daily Courier"}) == Arguments{"courier-1"});
        CHECK(lead({"--after", "2026-01-25"}) == Arguments{"gulf-1"});
        CHECK(lead({"--source", "Daily Courier", "--lead", "source:Gulf Monitor"}) == Arguments{"courier-1"});
        CHECK(desk.json({"ferry", "--lead", "source:gulf"})["query"]["lead"] == "source:Gulf Monitor");
        const Outcome nobody = desk.search({"ferry", "--lead", "source:Nobody"});
        CHECK(nobody.code == 2);
        CHECK(nobody.err.find("Nobody") != std::string::npos);
    }

    TEST_CASE("JSON: clusters, numbers, and the list where it is asked for") {
        const CopiedDesk desk;
        const Json answer = desk.json({"ferry", "--sort", "newest"});
        CHECK(answer["schema"] == 2);
        CHECK(answer["total"] == 2);
        CHECK(answer["folded"] == true);
        CHECK(answer["copies"] == 3);
        CHECK(answer["query"]["lead"] == "first");
        CHECK(answer["hits"][0]["cluster"].is_number_integer());
        CHECK(answer["hits"][0]["copies"] == 3);
        CHECK(answer["hits"][0]["copy_list"].empty());
        CHECK(answer["hits"][1]["cluster"].is_null());
        CHECK(answer["hits"][1]["copies"] == 0);
        const Json listed = desk.json({"ferry", "--sort", "newest", "--copies"})["hits"][0]["copy_list"];
        REQUIRE(listed.size() == 3);
        CHECK(listed[0]["id"] == "wire-2");
        CHECK(listed[0]["kind"] == "version");
        CHECK(listed[0]["seconds_later"] == 2700);
        CHECK(listed[1]["kind"] == "copy");
        CHECK(listed[2]["seconds_later"].is_null());
        CHECK(listed[2]["days_later"] == 1);
        const Json whole = desk.json({"ferry", "--no-fold"});
        CHECK(whole["total"] == 5);
        CHECK(whole["folded"] == false);
        CHECK(whole["copies"] == 0);
        CHECK(whole["query"]["lead"].is_null());
        for (const Json& hit : whole["hits"]) {
            const bool copied = hit["id"] != "other";
            CHECK(hit["cluster"] == (copied ? answer["hits"][0]["cluster"] : Json(nullptr)));
            CHECK(hit["copies"] == (copied ? 3 : 0));
        }
        const Outcome lines = desk.search({"ferry", "--sort", "newest", "--format", "jsonl"});
        CHECK(Json::parse(lines.out.substr(0, lines.out.find('\n')))["copies"] == 3);
    }

    TEST_CASE("every view counts the same: count, facets, timeline, entities, rows") {
        const CopiedDesk desk;
        const Outcome folded = desk.search({"ferry", "--count"});
        CHECK(folded.out == "2\n");
        CHECK(folded.err == "3 copies folded; --no-fold counts them\n");
        const Outcome whole = desk.search({"ferry", "--count", "--no-fold"});
        CHECK(whole.out == "5\n");
        CHECK(whole.err.empty());
        const Arguments counts{"ferry", "-n", "0", "--facets", "source", "--timeline", "day"};
        CHECK(difference(
                  desk.search(counts).out,
                  "2 articles, 3 copies folded\n"
                  "\nsource: 3 distinct\n  Daily Courier  2\n  Gulf Monitor   1\n  Northern Wire  1\n"
                  "\n2026-01-20  1  100.0 %  ████████████████████████████████████████████████████████\n"
                  "2026-01-21  0  nothing in the archive\n2026-01-22  0  nothing in the archive\n"
                  "2026-01-23  0  nothing in the archive\n"
                  "2026-01-24  1   33.3 %  ████████████████████████████████████████████████████████\n") ==
              "");
        CHECK(desk.json(counts + Arguments{"--no-fold"})["facets"]["source"]["values"][0]["count"] == 2);
        CHECK(desk.search({"ferry", "--entities", "person"}).out ==
              "person: 2 distinct, 1 without, 3 copies folded\n  Ines Duarte   1\n  Jodie Clarke  1\n");
        CHECK(desk.search({"ferry", "--entities", "person", "--no-fold"}).out ==
              "person: 2 distinct, 3 without, copies not folded\n  Ines Duarte   2\n  Jodie Clarke  1\n");
        CHECK(desk.json({"ferry", "--entities", "person"})["copies"] == 3);
        const std::string table =
            desk.search({"ferry", "--format", "csv", "--copies", "--sort", "newest"}).out;
        CHECK(table.find(",cluster,copies,copy_ids\r\n") != std::string::npos);
        CHECK(table.find(",1,3,wire-2; courier-1; gulf-1\r\n") != std::string::npos);
    }

    TEST_CASE("runs for TREC hold every article; other answers to files of queries fold") {
        const CopiedDesk desk;
        const auto rows = [&](Arguments more) {
            const std::string out = desk.search(more).out;
            return std::count(out.begin(), out.end(), '\n');
        };
        desk.write("q.tsv", "q1\tferry\n");
        CHECK(rows({"ferry", "--format", "trec"}) == 5);
        CHECK(rows({"--queries", "q.tsv", "--format", "trec"}) == 5);
        CHECK(rows({"--queries", "q.tsv", "--format", "ids"}) == 2);
        CHECK(rows({"--queries", "q.tsv", "--format", "ids", "--no-fold"}) == 5);
    }

    TEST_CASE("--show names all copies of the archive, and its JSON is the article still") {
        const CopiedDesk desk;
        const std::string text = desk.search({"--show", "wire-1", "harbour"}).out;
        CHECK(text.find("copies         2026-01-24 10:25 · Daily Courier · courier-1\n"
                        "               2026-01-25 · Gulf Monitor · gulf-1\n"
                        "versions       2026-01-24 09:00 · wire-2\n") != std::string::npos);
        CHECK(desk.search({"--show", "other"}).out.find("copies") == std::string::npos);
        const Outcome outcome = desk.search({"--show", "wire-1", "--json"});
        const Json json = Json::parse(outcome.out);
        CHECK(json["copies"].size() == 3);
        CHECK(json["cluster"] == desk.json({"ferry talks"})["hits"][0]["cluster"]);
        CHECK(Json::parse(desk.search({"--show", "other", "--json"}).out)["cluster"].is_null());
        const Outcome again = desk.index({"--json", "--entities", "given", "-"}, outcome.out);
        CHECK(Json::parse(again.out)["unchanged"] == 1);
    }

    TEST_CASE("nothing found: as ever") {
        const CopiedDesk desk;
        const Outcome outcome = desk.search({"xyzzy"});
        CHECK(outcome.code == 1);
        CHECK(outcome.out == "0 articles\n");
        CHECK(outcome.err == "no article has the word xyzzy\n");
        const Json nearest = desk.json({"ferry deal xyzzy"})["nearest"];
        CHECK(nearest["total"] == 4);
        CHECK(nearest["hits"].size() == 4);
    }

    TEST_CASE("options that exclude one another, or that nothing here has a place for") {
        const CopiedDesk desk;
        const std::pair<Arguments, const char*> cases[] = {
            {{"ferry", "--no-fold", "--first"}, "--no-fold and --first exclude one another"},
            {{"ferry", "--no-fold", "--lead", "first"}, "--no-fold and --lead exclude one another"},
            {{"ferry", "--lead", "frist"}, "--lead: 'frist' is none of first, longest, source:NAME"},
            {{"ferry", "--lead", "source:"}, "--lead source: lacks the name of a source"},
            {{"ferry", "--count", "--copies"}, "--copies lists copies"},
            {{"ferry", "--count", "--first"}, "--first lists copies"},
            {{"--entities", "person", "--copies"}, "--copies lists copies"},
            {{"ferry", "--format", "ids", "--copies"}, "--copies lists copies"},
            {{"ferry", "--format", "trec", "--copies"}, "--format trec never folds copies"},
            {{"ferry", "--format", "trec", "--lead", "longest"}, "--format trec never folds copies"},
            {{"--show", "wire-1", "--no-fold"}, "--show shows one article"},
            {{"--show", "wire-1", "--copies"}, "--show shows one article"},
        };
        for (const auto& [arguments, message] : cases) {
            const Outcome outcome = desk.search(arguments);
            CAPTURE(message);
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(outcome.err.find(message) != std::string::npos);
        }
        CHECK(desk.search({"ferry", "--lead", "frist"}).err.find("did you mean first?") != std::string::npos);
    }
}
