#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

TEST_SUITE("index-hostile") {
    TEST_CASE("invalid JSON in line 3 of 5 costs that line alone, and is told with its place") {
        const Desk desk;
        const std::string first =
            "{\"id\":\"a1\",\"title\":\"First\"}\n{\"id\":\"a2\",\"title\":\"Second\"}\n";
        desk.write("five.jsonl",
                   first +
                       "{\"id\":\"a3\",\"title\":\n"
                       "{\"id\":\"a4\",\"title\":\"Fourth\"}\n{\"id\":\"a5\",\"title\":\"Fifth\"}\n");
        const Outcome outcome = desk.index({"five.jsonl", "--rejects", "rejects.jsonl"});
        CHECK(outcome.code == 1);
        CHECK(difference(counts_of(outcome.out),
                         "4 read: 4 added, 0 updated, 0 unchanged; 1 rejected, 0 skipped, 4 undated") == "");
        CHECK(difference(
                  outcome.err,
                  "error: five.jsonl:3: invalid JSON: brackets, commas or quotes in the wrong place\n"
                  "hint: a record is one JSON object; a JSON tool such as jq shows where it breaks\n") == "");
        const Json reject = Json::parse(file_content(desk.path("rejects.jsonl")));
        CHECK(reject["file"] == "five.jsonl");
        CHECK(reject["record"] == 3);
        CHECK(reject["line"] == 3);
        CHECK(reject["offset"] == first.size());
        CHECK(reject["reason"] == "invalid JSON: brackets, commas or quotes in the wrong place");
        CHECK(desk.count({"id:a3"}) == 0);
        CHECK(desk.count({}) == 4);
    }

    TEST_CASE("records that are no objects or say nothing are rejected one by one") {
        const Desk desk;
        const Outcome outcome = desk.index({"-", "--format", "jsonl"}, "[1,2]\n");
        CHECK(outcome.code == 2);
        const Outcome second = desk.index({"-", "--format", "jsonl", "--rejects", "rejects.jsonl"},
                                          "{\"id\":\"x\"}\n\"text\"\n17\nnull\n{\"title\":\"good\"}\n");
        CHECK(second.code == 1);
        CHECK(difference(counts_of(second.out),
                         "1 read: 1 added, 0 updated, 0 unchanged; 4 rejected, 0 skipped, 1 undated") == "");
        const std::string rejects = file_content(desk.path("rejects.jsonl"));
        CHECK(std::count(rejects.begin(), rejects.end(), '\n') == 4);
        CHECK(difference(second.err,
                         "error: -:1: no text\n"
                         "hint: a record needs a title, a lede or a text\n"
                         "error: -:2: a record must be a JSON object, not a string\n"
                         "hint: {\"title\": ..., \"text\": ...}; --fields of dateline-search lists the keys\n"
                         "error: -:3: a record must be a JSON object, not a number\n"
                         "error: -:4: a record must be a JSON object, not null\n") == "");
    }

    TEST_CASE("beyond fifty rejected records only the file of rejects goes on") {
        const Desk desk;
        std::string input = "{\"title\":\"good\"}\n";
        for (int i = 0; i < 200; ++i) input += "{bad\n";
        const Outcome outcome = desk.index({"-", "--rejects", "rejects.jsonl"}, input);
        CHECK(outcome.code == 1);
        CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 52);  // the hint but once
        CHECK(outcome.err.ends_with(
            "more records are rejected and not shown here; --rejects FILE keeps them all\n"));
        const std::string rejects = file_content(desk.path("rejects.jsonl"));
        CHECK(std::count(rejects.begin(), rejects.end(), '\n') == 200);
    }

    TEST_CASE("a line of 20 MB is one article") {
        const Desk desk;
        std::string text;
        while (text.size() < 20'000'000) text += "cocoa buffer stock ";
        desk.write("long.jsonl", lines({{{"id", "long"}, {"title", "Long"}, {"text", text}},
                                        {{"id", "after"}, {"title", "After"}}}));
        const Outcome outcome = desk.index({"long.jsonl"});
        CHECK_MESSAGE(outcome.code == 0, outcome.err);
        CHECK(desk.ids({"cocoa"}) == Arguments{"long"});
        CHECK(desk.count({"id:after"}) == 1);
        const Json hit = desk.json({"\"buffer stock\""})["hits"][0];
        CHECK(hit["snippet"].get<std::string>().size() < 1000);
    }

    TEST_CASE("20 MB without a blank or a newline are no trouble either") {
        const Desk desk;
        desk.write("long.txt", std::string(20'000'000, 'x'));
        desk.write("open.jsonl", "{\"title\":\"" + std::string(20'000'000, 'y'));
        const Outcome outcome = desk.index({"long.txt", "open.jsonl"});
        CHECK(outcome.code == 1);
        CHECK(outcome.err.starts_with("error: open.jsonl:1: invalid JSON"));
        CHECK(desk.count({}) == 1);
        CHECK(desk.search({"--show", "long.txt"}).code == 0);
    }

    TEST_CASE("NUL bytes, raw or escaped, neither end a text nor reach a terminal") {
        const Desk desk;
        using namespace std::string_literals;
        desk.write(
            "nul.jsonl",
            "{\"id\":\"raw\",\"title\":\"one\0two\"}\n"
            "{\"id\":\"escaped\",\"title\":\"one\\u0000two\",\"text\":\"\\u001b[31m three\\u0007\"}\n"s);
        desk.write("nul.txt", "Title\n\nfour\0five\n"s);
        const Outcome outcome = desk.index({"nul.jsonl", "nul.txt"});
        CHECK(outcome.code == 1);
        CHECK(difference(outcome.err,
                         "error: nul.jsonl:1: invalid JSON: a control character inside a string\n"
                         "hint: write it as an escape, such as \\n\n"
                         "error: nul.txt: not in a format that is known\n"
                         "hint: --formats lists them, --format names one\n") == "");
        CHECK(desk.ids({"three"}) == Arguments{"escaped"});
        for (const char* format : {"text", "csv", "json", "jsonl", "ids"}) {
            const std::string out = desk.search({"three", "--format", format}).out;
            CHECK(out.find('\0') == std::string::npos);
            CHECK(out.find('\x1b') == std::string::npos);
            CHECK(out.find('\a') == std::string::npos);
        }
        const Outcome forced = desk.index({"--format", "text", "nul.txt"});
        CHECK(forced.code == 0);
        CHECK(desk.count({"five"}) + desk.count({"fourfive"}) == 1);
        CHECK(desk.search({"--show", "nul.txt"}).out.find('\0') == std::string::npos);
    }

    TEST_CASE("a file of bytes that are no text is rejected") {
        const Desk desk;
        std::string bytes;
        std::uint32_t noise = 7;
        for (int i = 0; i < 100'000; ++i) {
            noise = noise * 1664525 + 1013904223;
            bytes += static_cast<char>(noise >> 24);
        }
        desk.write("picture.jpg", bytes);
        desk.write("paper.pdf", "%PDF-1.4\n1 0 obj\n" + bytes);
        const Outcome outcome = desk.index({"picture.jpg", "paper.pdf"});
        CHECK(outcome.code == 2);
        CHECK(difference(outcome.err,
                         "error: picture.jpg: not in a format that is known\n"
                         "hint: --formats lists them, --format names one\n"
                         "error: paper.pdf: not in a format that is known\n"
                         "error: no article in all of the input\nhint: the archive is as it was\n") == "");
        for (const char* format : {"jsonl", "text", "reuters", "html"}) {
            CAPTURE(format);
            const Outcome forced = desk.index({"--format", format, "picture.jpg"});
            CHECK(forced.signal == 0);
            CHECK(forced.code >= 0);
            CHECK(forced.code <= 2);
        }
    }

    TEST_CASE("dates before 1600 and after tomorrow are not believed; the article stays, undated") {
        const Desk desk;
        const std::string input =
            lines({{{"id", "old"}, {"title", "Old"}, {"published", "1523-05-06"}},
                   {{"id", "new"}, {"title", "New"}, {"published", "3026-01-24"}},
                   {{"id", "tomorrow"}, {"title", "Tomorrow"}, {"published", "2026-02-02"}},
                   {{"id", "later"}, {"title", "Later"}, {"published", "2026-02-04"}},
                   {{"id", "first"}, {"title", "First"}, {"published", "1605-07-01"}}});
        const Outcome outcome = desk.index({"--today", "2026-02-01", "--verbose", "-"}, input);
        CHECK(outcome.code == 0);
        CHECK(difference(counts_of(outcome.out),
                         "5 read: 5 added, 0 updated, 0 unchanged; 0 rejected, 0 skipped, 3 undated") == "");
        CHECK(difference(outcome.err,
                         "note: -:1: date of publication 1523-05-06 is not believable; left out\n"
                         "note: -:2: date of publication 3026-01-24 is not believable; left out\n"
                         "note: -:4: date of publication 2026-02-04 is not believable; left out\n") == "");
        CHECK(desk.count({"--undated"}) == 3);
        CHECK(desk.ids({"--sort", "oldest", "--before", "2026-12-31"}) == Arguments{"first", "tomorrow"});
    }

    TEST_CASE("a title of 100,000 characters is kept whole, found, and shown cut") {
        const Desk desk;
        std::string title;
        while (title.size() < 100'000) title += "größer ";
        desk.add(lines({{{"id", "long"}, {"title", title + "zuletzt"}}}));
        CHECK(desk.count({"zuletzt"}) == 1);
        const Outcome shown = desk.search({"zuletzt"});
        CHECK(shown.out.size() < 2000);
        CHECK(desk.json({"zuletzt"})["hits"][0]["title"].get<std::string>() == title + "zuletzt");
    }

    TEST_CASE("a word of 100,000 characters hides nothing beside it") {
        const Desk desk;
        desk.add(lines({{{"id", "w"}, {"title", "before " + std::string(100'000, 'w') + " after"}},
                        {{"id", "p"}, {"title", "Names"}, {"people", {std::string(5000, 'n')}}}}));
        CHECK(desk.ids({"before after"}) == Arguments{"w"});
        CHECK(desk.count({}) == 2);
        CHECK(desk.json({"--facets", "person"})["facets"]["person"]["distinct"] == 1);
    }
}
