#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "desk.h"

namespace dateline::cli {
namespace {

constexpr std::string_view three =
    R"({"id":"a","title":"Harbour","text":"One.\n\nTwo.","published":"2026-01-24","people":["Ines Duarte"]})"
    "\n"
    R"({"url":"http://www.wire.example/b?utm_source=x","title":"Quay","published":"2026-01-26"})"
    "\n"
    R"({"title":"Mole","text":"No date."})"
    "\n";

TEST_SUITE("index-convert") {
    TEST_CASE("--convert writes what is read, and reads what it writes") {
        const Desk desk;
        desk.write("in/three.jsonl", three);
        const Outcome outcome = desk.index({"--convert", desk.path("in")});
        CHECK(outcome.code == 0);
        CHECK(outcome.err == "3 read; 0 rejected, 0 skipped, 1 undated\n");
        const std::string first = outcome.out.substr(0, outcome.out.find('\n'));
        const Json article = Json::parse(first);
        CHECK(article["text"] == "One.\n\nTwo.");
        CHECK(article["people"] == Json::array({"Ines Duarte"}));
        CHECK(article["lede"] == nullptr);
        desk.write("again.jsonl", outcome.out);
        CHECK(desk.index({"--convert", "--quiet", desk.path("again.jsonl")}).out == outcome.out);
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
    }

    TEST_CASE("--convert rejects as a run does") {
        const Desk desk;
        desk.write("in/bad.jsonl", std::string(three) + "{\"id\":\n");
        const Outcome outcome = desk.index({"--convert", "--rejects", desk.path("rejects"), desk.path("in")});
        CHECK(outcome.code == 1);
        CHECK(outcome.err.ends_with("3 read; 1 rejected, 0 skipped, 1 undated\n"));
        CHECK(file_content(desk.path("rejects")).find("\"record\":4") != std::string::npos);
        desk.write("none/bad.jsonl", "{\"id\":\n");
        CHECK(desk.index({"--convert", desk.path("none")}).code == 2);
    }

    TEST_CASE("an address is an id without what does not tell articles apart; --id-from takes another") {
        const Desk desk;
        desk.write("in/three.jsonl", three);
        const auto ids = [&](Arguments more) {
            const Outcome outcome = desk.index(more + Arguments{"--convert", desk.path("in")});
            std::string joined;
            for (std::size_t at = 0; at < outcome.out.size(); at = outcome.out.find('\n', at) + 1) {
                const Json article = Json::parse(outcome.out.substr(at, outcome.out.find('\n', at) - at));
                joined += article["id"].get<std::string>().substr(0, 24) + " ";
            }
            return joined;
        };
        CHECK(ids({}).starts_with("a https://wire.example/b hash:"));
        CHECK(ids({"--id-from", "url"}).starts_with("a https://wire.example/b hash:"));
        CHECK(ids({"--id-from", "path"}) == "three.jsonl three.jsonl#2 three.jsonl#3 ");
        CHECK(ids({"--id-from", "content"}).starts_with("hash:"));
        CHECK(desk.index({"--id-from", "title", desk.path("in")}).code == 2);
    }

    TEST_CASE("--since and --until skip other days and keep what has none") {
        const Desk desk;
        desk.write("in/three.jsonl", three);
        const Outcome outcome = desk.index({"--since", "2026-01-25", desk.path("in")});
        CHECK(outcome.code == 0);
        CHECK(outcome.out.starts_with("2 read: 2 added, 0 updated, 0 unchanged; 0 rejected, 1 skipped"));
        CHECK(
            desk.index({"--dry-run", "--until", "2026-01-24", desk.path("in")})
                .out.starts_with("dry run: 2 read: 1 added, 0 updated, 1 unchanged; 0 rejected, 1 skipped"));
        CHECK(desk.index({"--since", "2026-02", "--until", "2026-01", desk.path("in")}).code == 2);
        CHECK(desk.index({"--since", "soon", desk.path("in")}).code == 2);
    }

    TEST_CASE("--explain-input says how a file is read") {
        const Desk desk;
        desk.write("in/2026/01/24/quay.txt", "Quay closed\nBy Ines Duarte\n\nThe quay is closed.\n");
        desk.write("in/bad.jsonl", "{\"id\":\n");
        const Outcome outcome = desk.index({"--explain-input", desk.path("in")});
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
        for (const std::string_view expected :
             {"format text, recognised by its content",
              "title      Quay closed\n             from the first line",
              "published  2026-01-24\n             from the path", "author     Ines Duarte\n",
              "record 1, line 1: rejected: invalid JSON", "0 articles, 1 rejected, 0 skipped"}) {
            CAPTURE(expected);
            CHECK(outcome.out.find(expected) != std::string::npos);
        }
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
        CHECK(desk.index({"--explain-input", "--convert", desk.path("in")}).code == 2);
    }
}

}  // namespace
}  // namespace dateline::cli
