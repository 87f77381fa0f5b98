#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

struct Case {
    std::string name;
    std::string content;
    int code;
    std::string counts;  ///< of the summary; empty when there is none
    std::string err;     ///< with --verbose; all of it, or its begin when it ends in "..."
};

void check(const std::vector<Case>& cases) {
    for (const Case& tried : cases) {
        CAPTURE(tried.content);
        const Desk desk;
        desk.write(tried.name, tried.content);
        const Outcome outcome = desk.index({"-v", tried.name});
        CHECK(outcome.code == tried.code);
        CHECK(difference(counts_of(outcome.out), tried.counts) == "");
        if (tried.err.ends_with("...")) {
            const std::string begin = tried.err.substr(0, tried.err.size() - 3);
            CHECK(difference(outcome.err.substr(0, begin.size()), begin) == "");
        } else {
            CHECK(difference(outcome.err, tried.err) == "");
        }
    }
}

const std::string one_in = "1 read: 1 added, 0 updated, 0 unchanged; 0 rejected, 0 skipped, 1 undated";
const std::string two_in = "2 read: 2 added, 0 updated, 0 unchanged; 0 rejected, 0 skipped, 2 undated";
const std::string a = R"({"id":"a","title":"A"})";
const std::string b = R"({"id":"b","title":"B"})";
const std::string not_an_object = "a record must be a JSON object, not ";

}  // namespace

TEST_SUITE("index-broken") {
    TEST_CASE("arrays that are cut off, or not quite arrays of articles") {
        check({
            {"a.json", "[\n" + a + ",\n" + b + "\n", 1,
             "2 read: 2 added, 0 updated, 0 unchanged; 1 rejected, 0 skipped, 2 undated",
             "error: a.json:4: invalid JSON: the array that line 1 begins is not closed\n"
             "hint: if the file was cut off, fetch or make it again: its end is missing\n"},
            {"a.json", "[" + a + " " + b + "]", 0, two_in, "note: a.json:1: a comma is missing before it\n"},
            {"a.json", "[" + a + ",,\n" + b + "]", 0, two_in, "note: a.json:2: a comma too many before it\n"},
            {"a.json", "[" + a + "," + b + "]", 0, two_in, ""},
            {"a.txt", "[1,\"two\"," + a + "]", 1,
             "1 read: 1 added, 0 updated, 0 unchanged; 2 rejected, 0 skipped, 1 undated",
             "error: a.txt:1: " + not_an_object + "a number\n..."},
            {"a.jsonl", R"({"id":"a","title":"A","title":"B"})", 0, one_in,
             "note: a.jsonl:1: \"title\" is given again; the first one counts\n"},
        });
    }

    TEST_CASE("what is called JSON and is none is no plain text") {
        check({
            {"a.json", "null", 2, "", "error: a.json:1: " + not_an_object + "null\n..."},
            {"a.json", "42\n", 2, "", "error: a.json:1: " + not_an_object + "a number\n..."},
            {"a.ndjson", "\"str\"", 2, "", "error: a.ndjson:1: " + not_an_object + "a string\n..."},
            {"a.jsonl.gz", gzipped("Sorry, no service today.\n"), 2, "",
             "error: a.jsonl.gz:1: invalid JSON..."},
            {"a.txt", "Sorry, no service today.\n", 0, one_in, ""},
        });
    }

    TEST_CASE("compressed files that end almost before they begin") {
        using namespace std::string_literals;
        const std::string hint = "hint: fetch or make the file again: its end is missing\n...";
        check({
            {"a.gz", "\x1f\x8b", 2, "", "error: a.gz: truncated gzip data\n" + hint},
            {"a.gz", "\x1f\x8b\x08", 2, "", "error: a.gz: truncated gzip data\n" + hint},
            {"a.zst", "\x28\xb5\x2f\xfd", 2, "", "error: a.zst: truncated zstd data\n" + hint},
            {"a.xz", "\xfd\x37\x7a\x58\x5a\0\0\x04\xe6"s, 2, "", "error: a.xz: truncated xz data\n" + hint},
        });
    }

    TEST_CASE("front matter with a fault keeps what is good, and tells the rest") {
        check({
            {"a.txt", "---\ntitle: Talks\nweird\nid: a\n---\nText.\n", 0, one_in,
             "note: a.txt:1: line 3 is no \"key: value\" and left out: weird\n"},
            {"a.txt", "---\ntitle: Talks\nid: a\n\nText: all of it.\n", 2, "",
             "error: a.txt:1: the front matter is not closed\n"
             "hint: end it with a line \"---\" behind the last key\n..."},
            {"a.txt", "---\ntitle: Talks\npeople: [Ann Lee, Bo Li\n---\nText.\n", 0, one_in,
             "note: a.txt:1: line 3 begins a list that is not closed\n"},
            {"a.txt", "---\ntitle: Talks\ntitle: Other\n---\nText.\n", 0, one_in,
             "note: a.txt:1: \"title\" is given again; the first one counts\n"},
            {"a.txt", "---\ntitle: \"Talks\nid: a\n---\nText.\n", 0, one_in,
             "note: a.txt:1: line 2 has a quotation mark that is not closed: \"Talks\n"},
        });
    }

    TEST_CASE("times and zones that are none are told") {
        check({
            {"a.jsonl", R"({"title":"A","published":"2026-01-24T25:61:00"})", 0,
             "1 read: 1 added, 0 updated, 0 unchanged; 0 rejected, 0 skipped, 0 undated",
             "note: a.jsonl:1: only the day is taken: there is no such time of day in "
             "\"2026-01-24T25:61:00\"\n"},
            {"a.jsonl", R"({"title":"A","published":"2026-01-24T15:01:00+99:00"})", 0,
             "1 read: 1 added, 0 updated, 0 unchanged; 0 rejected, 0 skipped, 0 undated",
             "note: a.jsonl:1: the time is taken without its zone: it is unknown or ambiguous in "
             "\"2026-01-24T15:01:00+99:00\"\n"},
        });
    }
}
