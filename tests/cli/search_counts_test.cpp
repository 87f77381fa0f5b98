#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"
#include "tests/given_copies.h"

using namespace dateline::cli;

namespace {

/// Two weeks of January 2026 with nothing from the 8th to the 12th; Jo Lund is in the harbour's stories only.
std::string harbour_and_ferry() {
    std::vector<Json> articles;
    const auto add = [&](int number, const std::string& title, const std::string& day, const char* source,
                         const std::vector<std::string>& people) {
        Json article{
            {"id", std::to_string(number)}, {"title", title}, {"source", source}, {"people", people}};
        if (!day.empty()) article["published"] = day;
        articles.push_back(article);
    };
    int number = 0;
    for (const char* day : {"2026-01-05", "2026-01-06", "2026-01-06", "2026-01-14"}) {
        add(++number, "Harbour strike", day, "Northern Wire", {"Jo Lund", "Ines Duarte"});
    }
    for (const char* day : {"2026-01-05", "2026-01-06", "2026-01-07", "2026-01-13", "2026-01-14", ""}) {
        add(++number, "Ferry deal", day, "Gulf Monitor", {"Ines Duarte"});
    }
    add(++number, "Harbour master", "", "Gulf Monitor", {"Ann Lunde"});
    add(++number, "Ferry harbour", "2025-01-05", "Daily Courier", {});
    return lines(articles);
}

std::vector<std::string> names_in(const Json& facet) {
    std::vector<std::string> names;
    for (const Json& row : facet["values"]) names.push_back(row["value"]);
    return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_SUITE("search-counts") {
    TEST_CASE("facets: all, by name, with a text, the rest counted") {
        const Desk desk;
        desk.add(harbour_and_ferry());
        const auto person = [&](const std::string& list, Arguments more = {}) {
            return desk.json(Arguments{"--no-fold", "-n", "0", "--facets", list} + more)["facets"]["person"];
        };
        CHECK(names_in(person("person")) == Names{"Ines Duarte", "Jo Lund", "Ann Lunde"});
        CHECK(names_in(person("person:name")) == Names{"Ann Lunde", "Ines Duarte", "Jo Lund"});
        CHECK(names_in(person("person:1:name")) == Names{"Ann Lunde"});
        CHECK(names_in(person("person:all:count")).size() == 3);
        const Json found = person("person~LUND");
        CHECK(names_in(found) == Names{"Jo Lund", "Ann Lunde"});
        CHECK(found["match"] == "LUND");
        CHECK(found["matching"] == 2);
        CHECK(found["distinct"] == 3);
        CHECK(found["other"] == 10);
        CHECK(found["missing"] == 1);
        CHECK(names_in(person("person~xyzzy")).empty());
        CHECK(desk.search({"--no-fold", "-n", "0", "--facets", "person~lund:1,month~2025"}).out ==
              "12 articles\n\nperson: 3 distinct, 2 with 'lund'\n  Jo Lund      4\n  (2 others)  11\n"
              "  (none)       1\n\n"
              "month: 2 distinct, 1 with '2025'\n  2025-01    1\n  (1 other)  9\n  (none)     2\n");
        for (const char* list : {"person:best", "person:", "person~", "person~:3", "person:3:", "~x"}) {
            const Outcome refused = desk.search({"--facets", list});
            CHECK_MESSAGE(refused.code == 2, list);
            CHECK(refused.err.starts_with("error: --facets: "));
        }
    }

    TEST_CASE("facets by share: what is unusual, against the counts of the whole archive") {
        const Desk desk;
        desk.add(harbour_and_ferry());
        const Json facet =
            desk.json({"strike", "--no-fold", "-n", "0", "--facets", "person:share"})["facets"]["person"];
        CHECK(names_in(facet) == Names{"Jo Lund", "Ines Duarte"});
        const Json all = desk.json({"--no-fold", "-n", "0", "--facets", "person"})["facets"]["person"];
        for (const Json& row : facet["values"]) {
            const auto same = std::ranges::find_if(
                all["values"], [&](const Json& one) { return one["value"] == row["value"]; });
            REQUIRE(same != all["values"].end());
            CHECK(row["in_archive"] == (*same)["count"]);
        }
        CHECK(facet["values"][0]["score"] > 5);
        CHECK(desk.search({"strike", "--no-fold", "-n", "0", "--facets", "person:share"})
                  .out.find("\n  Jo Lund      4 of 4\n  Ines Duarte  4 of 10\n") != std::string::npos);
        // Of one article nobody can tell: Ann Lunde is only in one, but that is all of hers.
        const Json two =
            desk.json({"harbour", "--no-fold", "-n", "0", "--facets", "person:share"})["facets"]["person"];
        CHECK(names_in(two).front() == "Jo Lund");
    }

    TEST_CASE("--multi-select counts a facet as if its own filters were not there") {
        const Desk desk;
        desk.add(harbour_and_ferry());
        const Arguments counts{"--no-fold", "-n", "0", "--facets", "source,person,year"};
        const Json narrow = desk.json(Arguments{"--source", "Gulf Monitor"} + counts)["facets"];
        CHECK(names_in(narrow["source"]) == Names{"Gulf Monitor"});
        CHECK(narrow["source"]["values"][0]["chosen"] == true);
        const Json wide = desk.json(Arguments{"--source", "Gulf Monitor", "--multi-select"} + counts);
        CHECK(wide["total"] == 7);
        CHECK(names_in(wide["facets"]["source"]) == Names{"Gulf Monitor", "Northern Wire", "Daily Courier"});
        CHECK(wide["facets"]["source"]["articles"] == 12);
        CHECK(wide["facets"]["source"]["values"][0]["chosen"] == true);
        CHECK(wide["facets"]["source"]["values"][1]["chosen"] == false);
        CHECK(wide["facets"]["person"] == narrow["person"]);
        // Each count is what choosing that one instead finds, within the other filters.
        const Arguments others{"--no-fold", "--on", "2026"};
        const Json within =
            desk.json(Arguments{"--person", "Jo Lund", "--multi-select", "-n", "0", "--facets", "person:1"} +
                      others)["facets"]["person"];
        CHECK(names_in(within) == Names{"Ines Duarte", "Jo Lund"});
        CHECK(within["left_out"] == Json::array());
        for (const Json& row : within["values"]) {
            CHECK(desk.count(Arguments{"--person", row["value"]} + others) == row["count"]);
        }
        const Json years = desk.json(
            {"--on", "2025", "--no-fold", "--multi-select", "-n", "0", "--facets", "year"})["facets"];
        CHECK(years["year"]["articles"] == 12);
        CHECK(names_in(years["year"]) == Names{"2026", "2025"});
        const Outcome text = desk.search(
            {"--source", "Gulf Monitor", "--no-fold", "--multi-select", "-n", "0", "--facets", "source:1"});
        CHECK(text.out ==
              "7 articles\n\nsource: 3 distinct, of 12 articles\n* Gulf Monitor  7\n  (2 others)    5\n");
        CHECK(desk.search({"--multi-select"}).code == 2);
    }

    TEST_CASE("what is excluded is named and stays out") {
        const Desk desk;
        desk.add(harbour_and_ferry());
        for (const bool wide : {false, true}) {
            Arguments question{"--no-person", "Jo Lund", "--no-fold", "-n", "0", "--facets", "person"};
            if (wide) question.emplace_back("--multi-select");
            const Json facet = desk.json(question)["facets"]["person"];
            CHECK(names_in(facet) == Names{"Ines Duarte", "Ann Lunde"});
            CHECK(facet["excluded"] == Json::array({"Jo Lund"}));
            CHECK(facet["articles"] == 8);
        }
    }

    TEST_CASE("the timeline says its share of the archive, and where the archive has nothing") {
        const Desk desk;
        desk.add(harbour_and_ferry());
        const Arguments question{"strike", "--no-fold", "-n", "0", "--timeline", "day"};
        CHECK(desk.search(question).out.starts_with("4 articles\n\n2026-01-05  1  50.0 %  ██"));
        const Json timeline = desk.json(question)["timeline"];
        CHECK(timeline["buckets"][1]["count"] == 2);
        CHECK(timeline["buckets"][1]["in_archive"] == 3);
        CHECK(timeline["gaps"] == Json::array({Json{{"from", "2026-01-08"}, {"to", "2026-01-12"}}}));
        CHECK(desk.search(question).out.find("\n… nothing in the archive for 5 of 7 days\n") !=
              std::string::npos);
        // An article that goes, goes out of this number, too.
        REQUIRE(desk.index({"--remove", "6", "--yes", "--quiet"}).code == 0);
        CHECK(desk.json(question)["timeline"]["buckets"][1]["in_archive"] == 2);
        // Of everything the archive has all, in whatever unit.
        for (const char* unit : {"day", "week", "month", "year"}) {
            const Json whole = desk.json({"--no-fold", "-n", "0", "--timeline", unit})["timeline"];
            CHECK(whole["buckets"].size() > 1);
            for (const Json& bucket : whole["buckets"]) CHECK(bucket["count"] == bucket["in_archive"]);
        }
        const Outcome csv = desk.search(question + Arguments{"--format", "csv"});
        CHECK(csv.out.find("\r\n2026-01-08,2026-01-12,0,0,gap\r\n") != std::string::npos);
        // What the archive has is what a search for everything of that day finds.
        for (const Json& bucket : timeline["buckets"]) {
            const std::uint64_t found = desk.count({"--no-fold", "--on", bucket["from"]});
            CHECK((found == bucket["in_archive"] || (bucket["from"] == "2026-01-06" && found == 2)));
        }
    }

    TEST_CASE("--compare draws two timelines of the same filters and unit") {
        const Desk desk;
        desk.add(harbour_and_ferry());
        const Arguments question{"strike", "--no-fold", "-n", "0", "--timeline", "--compare", "ferry deal"};
        const Json answer = desk.json(question);
        CHECK(answer["comparison"]["typed"] == "ferry deal");
        CHECK(answer["comparison"]["total"] == 6);
        CHECK(answer["comparison"]["timeline"]["undated"] == 1);
        CHECK(answer["comparison"]["timeline"]["unit"] == answer["timeline"]["unit"]);
        CHECK(answer["comparison"]["timeline"]["buckets"].size() == 5);
        CHECK(desk.json(question + Arguments{"--on", "2026-01-13"})["comparison"]["total"] == 1);
        const std::string text = desk.search(question).out;
        CHECK(text.starts_with("4 articles\n\n█ strike\n░ ferry deal: 6 articles, 1 undated\n2026-01-05  1"));
        const Outcome refused = desk.search({"x", "--timeline", "--compare", "(a"});
        CHECK(refused.code == 2);
        CHECK(refused.err.find("--compare") != std::string::npos);
        CHECK(desk.search({"x", "--compare", "y"}).code == 2);
        // Its days set the unit too: one query of a day and one of years make no thousand bars.
        CHECK(desk.json({"deal", "--no-fold", "--timeline", "--compare", "harbour"})["timeline"]["unit"] !=
              "day");
    }

    TEST_CASE("--plot writes a chart and spoils nothing") {
        const Desk desk;
        desk.add(harbour_and_ferry());
        const Arguments question{"strike",     "--no-fold", "-n",     "0",
                                 "--timeline", "day",       "--plot", "chart.svg"};
        CHECK(desk.search(question + Arguments{"--compare", "<ferry> & \"deal\""}).code == 0);
        const std::string svg = file_content(desk.path("chart.svg"));
        CHECK(svg.starts_with("<svg class=\"dateline-timeline\" xmlns=\"http://www.w3.org/2000/svg\""));
        CHECK(svg.ends_with("</svg>\n"));
        CHECK(svg.find("&lt;ferry&gt; &amp; &quot;deal&quot;: 6 articles") != std::string::npos);
        CHECK(svg.find("<title>2026-01-06: 2 of 3</title>") != std::string::npos);
        CHECK(svg.find("<title>2026-01-08 to 2026-01-12: nothing in the archive</title>") !=
              std::string::npos);
        CHECK(desk.search(question).code == 0);  // an older chart is replaced
        CHECK(file_content(desk.path("chart.svg")).find("ferry") == std::string::npos);
        CHECK(desk.search({"xyzzy", "--timeline", "--plot", "none.svg"}).code == 1);
        CHECK(file_content(desk.path("none.svg")).find("no dated article") != std::string::npos);

        desk.write("notes.txt", "mine");
        desk.write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"9\"/></svg>");
        for (const std::string& name :
             {desk.path("notes.txt"), desk.path("logo.svg"), std::string("-"), desk.archive(),
              desk.archive() + "/x.svg", std::string(), desk.path("no/folder.svg")}) {
            const Outcome refused = desk.search({"strike", "--timeline", "--plot", name});
            CHECK_MESSAGE(refused.code == 2, name);
            CHECK_MESSAGE(refused.out.empty(), name);
            CHECK_MESSAGE(refused.err.find("--plot") != std::string::npos, refused.err);
        }
        CHECK(file_content(desk.path("notes.txt")) == "mine");
        CHECK(file_content(desk.path("logo.svg")).find("circle") != std::string::npos);
        CHECK(desk.search({"strike", "--plot", "x.svg"}).code == 2);
    }

    TEST_CASE("counts agree where copies are folded and where they are not") {
        const Desk desk;
        desk.add(harbour_and_ferry());
        dateline::testing::give_copies(desk.archive(), {{"1", "2"}, {"5", "6", "7"}});
        for (const Arguments& view : {Arguments{}, Arguments{"--no-fold"}}) {
            const Json answer =
                desk.json(Arguments{"-n", "0", "--timeline", "--facets", "source:1:share,year:name"} + view);
            const std::uint64_t total = view.empty() ? 9 : 12;
            CHECK(answer["total"] == total);
            for (const auto& [name, facet] : answer["facets"].items()) {
                std::uint64_t sum =
                    facet["other"].get<std::uint64_t>() + facet["missing"].get<std::uint64_t>();
                for (const Json& row : facet["values"]) sum += row["count"].get<std::uint64_t>();
                CHECK(sum == total);
                CHECK(facet["articles"] == total);
            }
            const Json& top = answer["facets"]["source"]["values"][0];
            CHECK(top["in_archive"] == top["count"]);  // the answer is the whole archive
            CHECK(top["score"] == 0);
        }
    }
}
