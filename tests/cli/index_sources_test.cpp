#include <cstdint>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

const std::string five_lines = lines({{{"id", "a1"}, {"title", "First"}, {"published", "2026-01-01"}},
                                      {{"id", "a2"}, {"title", "Second"}, {"published", "2026-01-02"}},
                                      {{"id", "a3"}, {"title", "Third"}, {"published", "2026-01-03"}},
                                      {{"id", "a4"}, {"title", "Fourth"}, {"published", "2026-01-04"}},
                                      {{"id", "a5"}, {"title", "Fifth"}, {"published", "2026-01-05"}}});

}  // namespace

TEST_SUITE("index-sources") {
    TEST_CASE("a missing path is an error before anything is written") {
        const Desk desk;
        desk.write("good.jsonl", five_lines);
        const Outcome outcome = desk.index({"good.jsonl", "missing.jsonl"});
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK(difference(outcome.err,
                         "error: missing.jsonl: no such file or folder\n"
                         "hint: a SOURCE is a file, a folder or '-'\n") == "");
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
    }

    TEST_CASE("an empty folder is an error, and an archive that is there stays as it is") {
        const Desk desk;
        desk.add(five_lines);
        const auto before = tree_content(desk.archive());
        (void)desk.make_folder("empty");
        const Outcome outcome = desk.index({"empty"});
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK(difference(outcome.err,
                         "error: empty: the folder is empty\n"
                         "hint: put articles into it, or name another\n") == "");
        CHECK(tree_content(desk.archive()) == before);
    }

    TEST_CASE("a folder without articles is an error that says what is passed over") {
        const Desk desk;
        desk.write("clips/README.md", "About the clips.\n");
        desk.write("clips/.hidden.txt", "Hidden\n\nText.\n");
        const Outcome outcome = desk.index({"clips"});
        CHECK(outcome.code == 2);
        CHECK(difference(outcome.err,
                         "error: clips: no article in this folder\n"
                         "hint: hidden files, companions such as README* and what .datelineignore names are "
                         "passed over; name a file itself to have it read\n") == "");
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
    }

    TEST_CASE("an empty file is rejected, the others go in") {
        const Desk desk;
        desk.write("clips/1.jsonl", "");
        desk.write("clips/2.jsonl", five_lines);
        const Outcome outcome = desk.index({"clips"});
        CHECK(outcome.code == 1);
        CHECK(difference(outcome.err,
                         "error: clips/1.jsonl: empty file\n"
                         "hint: fetch or make it again, or leave it out\n") == "");
        CHECK(difference(counts_of(outcome.out),
                         "5 read: 5 added, 0 updated, 0 unchanged; 1 rejected, 0 skipped, 0 undated") == "");
        CHECK(desk.count({}) == 5);
    }

    TEST_CASE("empty standard input takes nothing away") {
        const Desk desk;
        desk.add(five_lines);
        const auto before = tree_content(desk.archive() + "/part-000001");
        const Outcome outcome = desk.index({"-"});
        CHECK(outcome.code == 2);
        CHECK(difference(outcome.err,
                         "error: -: empty file\n"
                         "hint: nothing came from the pipe; look at the program before it\n"
                         "error: no article in all of the input\nhint: the archive is as it was\n") == "");
        CHECK(tree_content(desk.archive() + "/part-000001") == before);
        CHECK(desk.count({}) == 5);
    }

    TEST_CASE("an input without any article makes no archive and is an error") {
        const Desk desk;
        desk.write("empty.jsonl", "");
        desk.write("empty.gz", gzipped(""));
        desk.write("array.json", "[]");
        desk.write("blank.txt", " \n\n");
        desk.write("bad.jsonl", "{\n{\n");
        desk.write("photo.jpg", std::string("\xff\xd8\xff\xe0\0\0\0", 7));
        (void)desk.make_folder("own");
        for (const char* source : {"empty.jsonl", "empty.gz", "array.json", "blank.txt", "bad.jsonl",
                                   "photo.jpg", "/dev/null", "-"}) {
            for (const char* db : {"deep/inside/archive", "own"}) {
                CAPTURE(source);
                CAPTURE(db);
                const Outcome outcome = desk.index({"--db", db, source});
                CHECK(outcome.code == 2);
                CHECK(outcome.out.empty());
                CHECK(outcome.err.ends_with(
                    "error: no article in all of the input\nhint: the archive is as it was\n"));
                CHECK_FALSE(std::filesystem::exists(desk.path("deep")));
                CHECK(std::filesystem::is_empty(desk.path("own")));
                CHECK(desk.search({"--db", db, "talks"}).code == 2);
            }
        }
    }

    TEST_CASE("a folder is read in order, with what lies below it and what is compressed in it") {
        const Desk desk;
        desk.write("clips/b.jsonl", lines({{{"id", "b"}, {"title", "B"}}}));
        desk.write("clips/a/z.jsonl", gzipped(lines({{{"id", "z"}, {"title", "Z"}}})));
        desk.write("clips/a.txt", "A title\n\nAnd a paragraph.\n");
        const Outcome outcome = desk.index({"clips"});
        CHECK_MESSAGE(outcome.code == 0, outcome.err);
        CHECK(outcome.err.empty());
        CHECK(desk.ids({}) == Arguments{"a.txt", "b", "z"});
        const std::string read = desk.index({"--convert", "clips"}).out;
        CHECK(read.find("\"A title\"") < read.find("\"Z\""));
        CHECK(read.find("\"Z\"") < read.find("\"B\""));
    }

    TEST_CASE("compression is told by content, whatever the name says") {
        const Desk desk;
        const std::vector<std::pair<std::string, std::string>> cases{
            {"plain.gz", five_lines},
            {"gzip.jsonl", gzipped(five_lines)},
            {"zstd.gz", zstd_compressed(five_lines)},
            {"twice.zst", gzipped(zstd_compressed(five_lines))},
        };
        for (const auto& [name, content] : cases) {
            CAPTURE(name);
            desk.write(name, content);
            const Outcome outcome = desk.index({"--db", desk.path(name + "-archive"), name});
            CHECK_MESSAGE(outcome.code == 0, outcome.err);
            CHECK(desk.count({"--db", desk.path(name + "-archive")}) == 5);
        }
    }

    TEST_CASE("gzip and zstd come by standard input, too") {
        for (const std::string& bytes : {gzipped(five_lines), zstd_compressed(five_lines)}) {
            const Desk desk;
            const Outcome outcome = desk.index({"-"}, bytes);
            CHECK_MESSAGE(outcome.code == 0, outcome.err);
            CHECK(desk.ids({}) == Arguments{"a5", "a4", "a3", "a2", "a1"});
        }
    }

    TEST_CASE("of a truncated gzip file every record before the cut is kept") {
        const Desk desk;
        std::vector<Json> articles;
        std::uint32_t noise = 1;
        for (int i = 0; i < 3000; ++i) {
            noise = noise * 1664525 + 1013904223;
            articles.push_back({{"id", "g" + std::to_string(i)}, {"title", std::to_string(noise)}});
        }
        const std::string whole = gzipped(lines(articles));
        desk.write("cut.gz", whole.substr(0, whole.size() / 2));
        const Outcome outcome = desk.index({"cut.gz", "--json"});
        CHECK(outcome.code == 1);
        const Json summary = Json::parse(outcome.out);
        const auto kept = summary["added"].get<std::uint64_t>();
        CHECK(summary["rejected"] == 1);
        CHECK(kept > 500);
        CHECK(kept < 3000);
        CHECK(difference(outcome.err, "error: cut.gz:" + std::to_string(kept + 1) +
                                          ": truncated gzip data\n"
                                          "hint: fetch or make the file again: its end is missing\n") == "");
        CHECK(desk.count({}) == kept);
        CHECK(desk.count({"id:g" + std::to_string(kept - 1)}) == 1);
        CHECK(desk.count({"id:g" + std::to_string(kept)}) == 0);

        SUBCASE("and the whole file completes it") {
            desk.write("whole.gz", whole);
            const Outcome again = desk.index({"whole.gz", "--json"});
            CHECK(again.code == 0);
            CHECK(Json::parse(again.out)["added"] == 3000 - kept);
            CHECK(Json::parse(again.out)["unchanged"] == kept);
            CHECK(desk.count({}) == 3000);
        }
    }

    TEST_CASE("the date of plain text is in its path, never the file's own") {
        const Desk desk;
        desk.write("clips/2026/01/26/talks.txt", "Talks\n\nThey talk.\n");
        desk.write("clips/2025-11-03-storm.txt", "Storm\n\nIt blows.\n");
        desk.write("clips/storm.txt", "No date\n\nNobody knows when.\n");
        const Outcome outcome = desk.index({"clips", "--json"});
        CHECK(outcome.code == 0);
        CHECK(Json::parse(outcome.out)["undated"] == 1);
        CHECK(desk.ids({"--on", "2026-01-26"}) == Arguments{"2026/01/26/talks.txt"});
        CHECK(desk.ids({"--on", "2025-11-03"}) == Arguments{"2025-11-03-storm.txt"});
        CHECK(desk.ids({"--undated"}) == Arguments{"storm.txt"});
    }

    TEST_CASE("Reuters' SGML, one JSON array, JSON over several lines and front matter are recognised") {
        const Desk desk;
        desk.write("clips/reuters.txt",
                   "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"
                   "<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"5544\" NEWID=\"1\">\n"
                   "<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TOPICS><D>cocoa</D></TOPICS>\n"
                   "<PLACES><D>ivory-coast</D></PLACES>\n<PEOPLE></PEOPLE>\n<ORGS></ORGS>\n"
                   "<TEXT>\n<TITLE>COCOA REVIEW</TITLE>\n<DATELINE>    ABIDJAN, Feb 26 - </DATELINE>"
                   "<BODY>Showers continued.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n");
        desk.write("clips/array.txt", R"([{"id":"one","title":"One"},{"id":"two","title":"Two"}])");
        desk.write("clips/broad.txt", "{\n  \"id\": \"three\",\n  \"title\": \"Three\"\n}\n");
        desk.write("clips/front.txt", "---\nid: four\ntitle: Four\npublished: 2026-01-04\n---\n\nText.\n");
        const Outcome outcome = desk.index({"clips"});
        CHECK_MESSAGE(outcome.code == 0, outcome.err);
        CHECK(desk.count({}) == 5);
        CHECK(desk.count({"--place", "ivory-coast", "--on", "1987-02-26", "--keyword", "cocoa"}) == 1);
        for (const char* id : {"one", "two", "three", "four"})
            CHECK(desk.count({"id:" + std::string(id)}) == 1);
    }
}
