#include <sstream>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

const std::string two = lines({
    {{"id", "one two"},
     {"url", "https://x.example/1"},
     {"title", "Harbour, \"quoted\""},
     {"lede", "The harbour opens."},
     {"text", "More of the harbour."},
     {"published", "2026-01-24T08:15:00+04:00"},
     {"source", "Northern Wire"},
     {"author", "Ines Duarte"},
     {"people", {"A B", "C D", "E F", "G H"}}},
    {{"id", "2"}, {"title", "=harbour"}, {"published", "2026-01-23"}},
});

/// True for whole UTF-8: no character cut anywhere.
bool is_utf8(const std::string& text) {
    try {
        (void)Json(text).dump();
        return true;
    } catch (const Json::exception&) {
        return false;
    }
}

Arguments lines_in(const std::string& text) {
    Arguments lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_SUITE("search-formats") {
    TEST_CASE("text, whole") {
        const Desk desk;
        desk.add(two);
        const Outcome outcome = desk.search({"harbour", "--sort", "newest"});
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
        CHECK(difference(outcome.out,
                         "2 of 2 articles\n"
                         "\n1. **Harbour**, \"quoted\"\n"
                         "   Northern Wire · 2026-01-24 08:15 · one two\n"
                         "   A B, C D, E F, +1\n"
                         "   The **harbour** opens.\n"
                         "\n2. =**harbour**\n"
                         "   2026-01-23 · 2\n") == "");
        CHECK(desk.search({"harbour", "-n", "1"}).out.ends_with("\nmore: --offset 1\n"));
    }

    TEST_CASE("CSV, whole") {
        const Desk desk;
        desk.add(two);
        const Outcome outcome = desk.search({"harbour", "--sort", "newest", "--format", "csv"});
        CHECK(
            difference(
                outcome.out,
                "rank,id,score,published,source,title,authors,section,url,people,organizations,places,"
                "snippet,cluster,copies\r\n"
                "1,one two,0,2026-01-24T08:15:00+04:00,Northern Wire,\"Harbour, \"\"quoted\"\"\",Ines Duarte,"
                ",https://x.example/1,A B; C D; E F; G H,,,The harbour opens.,,0\r\n"
                "2,2,0,2026-01-23,,=harbour,,,,,,,,,0\r\n") == "");
    }

    TEST_CASE("ids and TREC") {
        const Desk desk;
        desk.add(two);
        CHECK(desk.search({"harbour", "--sort", "newest", "--format", "ids"}).out == "one two\n2\n");
        desk.write("q.tsv", "q 1\tharbour\n");
        const Arguments rows = lines_in(desk.search({"--queries", "q.tsv", "--format", "trec"}).out);
        REQUIRE(rows.size() == 2);
        for (const std::string& row : rows) {
            CHECK(row.starts_with("q%201 Q0 "));
            CHECK(row.ends_with(" dateline"));
            CHECK(std::count(row.begin(), row.end(), ' ') == 5);
        }
    }

    TEST_CASE("JSON has the documented keys, in a full answer and an empty one") {
        const Desk desk;
        desk.add(two);
        for (const char* query : {"harbour", "xyzzy"}) {
            const Json answer = desk.json({query, "--facets", "person", "--timeline"});
            CHECK(answer["schema"] == 2);
            for (const char* key :
                 {"archive", "query", "total", "exact", "hits", "facets", "timeline", "nearest"})
                CHECK_MESSAGE(answer.contains(key), key);
            for (const char* key : {"typed", "understood", "filters", "sort", "offset", "limit"})
                CHECK_MESSAGE(answer["query"].contains(key), key);
            for (const char* key : {"distinct", "missing", "other", "values"})
                CHECK_MESSAGE(answer["facets"]["person"].contains(key), key);
            for (const char* key : {"unit", "undated", "buckets"})
                CHECK_MESSAGE(answer["timeline"].contains(key), key);
        }
        const Json hit = desk.json({"harbour", "--sort", "newest"})["hits"][0];
        for (const char* key :
             {"rank",          "id",      "score",   "title",      "published",        "updated",  "source",
              "url",           "authors", "section", "language",   "dateline",         "keywords", "people",
              "organizations", "places",  "snippet", "highlights", "title_highlights", "explain"})
            CHECK_MESSAGE(hit.contains(key), key);
        CHECK(hit["published"] == "2026-01-24T08:15:00+04:00");
        CHECK(hit["section"] == nullptr);
        CHECK(hit["people"] == Json::array({"A B", "C D", "E F", "G H"}));
        CHECK(hit["snippet"] == "The harbour opens.");
        CHECK(hit["highlights"] == Json::array({Json::array({4, 11})}));
        CHECK(hit["title_highlights"] == Json::array({Json::array({0, 7})}));
    }

    TEST_CASE("JSON Lines are the hits of JSON") {
        const Desk desk;
        desk.add_corpus();
        for (const char* query : {"talks", "", "abu dhabi"}) {
            const Json hits = desk.json({query, "-n", "50"})["hits"];
            const Arguments rows = lines_in(desk.search({query, "-n", "50", "--format", "jsonl"}).out);
            REQUIRE(rows.size() == hits.size());
            for (std::size_t i = 0; i < rows.size(); ++i) CHECK(Json::parse(rows[i]) == hits[i]);
        }
    }

    TEST_CASE("with --limit 0, JSON Lines and CSV are the counts") {
        const Desk desk;
        desk.add(two);
        const Arguments counts{"harbour", "-n", "0", "--facets", "source", "--timeline", "day"};
        CHECK(difference(desk.search(counts + Arguments{"--format", "jsonl"}).out,
                         "{\"facet\":\"source\",\"value\":\"Northern Wire\",\"count\":1,\"kind\":\"value\","
                         "\"in_archive\":null,\"score\":null}\n"
                         "{\"facet\":\"source\",\"value\":null,\"count\":1,\"kind\":\"missing\","
                         "\"in_archive\":null,\"score\":null}\n"
                         "{\"from\":\"2026-01-23\",\"to\":\"2026-01-23\",\"count\":1,\"in_archive\":1,"
                         "\"kind\":\"bucket\"}\n"
                         "{\"from\":\"2026-01-24\",\"to\":\"2026-01-24\",\"count\":1,\"in_archive\":1,"
                         "\"kind\":\"bucket\"}\n") == "");
        CHECK(difference(desk.search(counts + Arguments{"--format", "csv"}).out,
                         "field,value,count,kind,in_archive,score\r\nsource,Northern Wire,1,value,,\r\n"
                         "source,,1,missing,,\r\n\r\n"
                         "from,to,count,in_archive,kind\r\n2026-01-23,2026-01-23,1,1,bucket\r\n"
                         "2026-01-24,2026-01-24,1,1,bucket\r\n") == "");
    }

    TEST_CASE("snippets never cut a character, and marks lie on what was asked for") {
        const Desk desk;
        desk.add_corpus();
        std::string text;
        for (int i = 0; i < 400; ++i)
            text += "新聞报道的會談结果é\u0301👩‍👩‍👧ÄÖÜ" + std::string(i % 3, ' ');
        desk.add(lines({{{"id", "long"}, {"title", text}, {"text", text + " needle " + text}}}));
        for (const char* query : {"talks", "会談", "會談", "新聞", "needle", "переговори", "محادثات", "שיחות",
                                  "\"abu dhabi\"", "zelensk*", "café", "territory guarantees"}) {
            CAPTURE(query);
            for (const char* format : {"text", "csv", "jsonl"}) {
                const Outcome outcome = desk.search({query, "--format", format, "-n", "100"});
                CHECK(outcome.code <= 1);
                CHECK(is_utf8(outcome.out));
                CHECK(outcome.out.find("\uFFFD") == std::string::npos);
            }
            const Json answer = desk.json({query, "-n", "100"});
            for (const Json& hit : answer["hits"]) {
                const std::string snippet = hit["snippet"].is_null() ? "" : hit["snippet"].get<std::string>();
                const auto characters =
                    static_cast<std::size_t>(std::count_if(snippet.begin(), snippet.end(), [](char c) {
                        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
                    }));
                std::size_t last = 0;
                for (const Json& mark : hit["highlights"]) {
                    CHECK(mark[0].get<std::size_t>() >= last);
                    CHECK(mark[0].get<std::size_t>() < mark[1].get<std::size_t>());
                    last = mark[1].get<std::size_t>();
                }
                CHECK(last <= characters);
            }
        }
    }
}
