#include <csignal>
#include <filesystem>
#include <set>

#include <doctest/doctest.h>

#include "desk.h"
#include "thousands.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

std::string export_of(const Desk& desk) {
    const Outcome outcome = desk.index({"--export", "--quiet"});
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
    return outcome.out;
}

/// What searches answer, whatever the archive's revision.
Json answers_of(const Desk& desk) {
    Json all;
    for (const Arguments& question :
         std::vector<Arguments>{{}, {"talks"}, {"\"abu dhabi\""}, {"--place", "Geneva"}}) {
        Json answer = desk.json(question + Arguments{"-n", "200", "--facets", "--timeline"});
        answer.erase("archive");
        all.push_back(answer);
    }
    return all;
}

TEST_SUITE("index-reindex") {
    TEST_CASE("--reindex changes nothing where nothing is new, and needs no source") {
        const Desk desk;
        desk.write("in/all.jsonl", desk.index({"--convert", "--quiet", corpus()}).out);
        REQUIRE(desk.index({"--quiet", desk.path("in")}).code == 0);
        const std::string before = export_of(desk);
        const Json answers = answers_of(desk);
        const Outcome outcome = desk.index({"--reindex"});
        CHECK(outcome.code == 0);
        CHECK(outcome.out.starts_with(std::to_string(corpus_articles) + " articles indexed anew; "));
        CHECK(outcome.err.empty());
        CHECK(export_of(desk) == before);
        CHECK(answers_of(desk) == answers);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        CHECK_FALSE(fs::exists(desk.archive() + "/work"));
        // The fingerprints are those that a run over the sources makes.
        CHECK(Json::parse(desk.index({"--json", desk.path("in")}).out)["unchanged"] == corpus_articles);
    }

    TEST_CASE("--reindex takes another choice of names, and back again") {
        const Desk desk;
        desk.add(lines({{{"id", "a"},
                         {"title", "Talks"},
                         {"text", "Steve Witkoff met Jared Kushner in Geneva."},
                         {"people", {"Kushner, Jared", "Nobody Else"}}}}));
        const std::string before = export_of(desk);
        const auto people = [&] {
            std::set<std::string> names;
            const Json answer = desk.json({"-n", "0", "--facets", "person"});
            for (const Json& one : answer["facets"]["person"]["values"]) names.insert(one["value"]);
            return names;
        };
        const std::set<std::string> given = people();
        CHECK_FALSE(given.contains("Steve Witkoff"));
        CHECK(desk.index({"--reindex", "--quiet"}).code == 0);
        CHECK(people().contains("Steve Witkoff"));
        CHECK(people().contains("Nobody Else"));
        CHECK(export_of(desk) == before);
        CHECK(desk.index({"--reindex", "--entities", "given", "--quiet"}).code == 0);
        CHECK(people() == given);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        CHECK(export_of(desk) == before);
    }

    TEST_CASE("--reindex leaves the dead behind and makes one part of many") {
        const Desk desk;
        const Arguments given{"--quiet", "--entities", "given", "--merge", "never", "--batch", "200", "-"};
        REQUIRE(desk.index(given, thousands(0, 1000)).code == 0);
        REQUIRE(desk.index(given, thousands(0, 60, 1)).code == 0);
        const Json answers = answers_of(desk);
        CHECK(desk.index({"--reindex", "--quiet", "--entities", "given"}).code == 0);
        const Json stats = Json::parse(desk.index({"--stats", "--json"}).out);
        CHECK(stats["parts"] == 1);
        CHECK(stats["dead"] == 0);
        CHECK(desk.count({}) == 1000);
        CHECK(desk.count({"edition1"}) == 20);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
    }

    TEST_CASE("killed or stopped, --reindex leaves the archive as it was") {
        const Desk desk;
        REQUIRE(desk.index({"--quiet", "--entities", "given", "-"}, thousands(0, 3000)).code == 0);
        const std::string before = export_of(desk);
        const std::string manifest = file_content(desk.archive() + "/manifest");
        for (const int signal : {SIGKILL, SIGTERM, SIGINT}) {
            CAPTURE(signal);
            fs::remove_all(desk.archive() + "/work");
            Process process(desk.index_command({"--reindex", "--threads", "1"}));
            while (!fs::exists(fs::path(desk.archive()) / "work" / "rebuilt" / "manifest"))
                if (process.run_for(std::chrono::milliseconds(1))) break;
            process.send(signal);
            const Outcome outcome = process.wait();
            if (signal == SIGKILL) {
                CHECK(outcome.signal == SIGKILL);
            } else {
                CHECK(outcome.code == (signal == SIGTERM ? 143 : 130));
                CHECK(outcome.err == "stopped by a signal; the archive is as it was\n");
                CHECK_FALSE(fs::exists(desk.archive() + "/work"));
            }
            CHECK(file_content(desk.archive() + "/manifest") == manifest);
            CHECK(export_of(desk) == before);
        }
        // What the killed one left goes with the next run.
        CHECK(desk.index({"--reindex", "--quiet", "--entities", "given"}).code == 0);
        CHECK(export_of(desk) == before);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
    }

    TEST_CASE("--reindex needs an archive, and refuses sources") {
        const Desk desk;
        const Outcome none = desk.index({"--reindex"});
        CHECK(none.code == 2);
        CHECK(none.err.starts_with("error: " + desk.archive() + ": there is no archive here\n"));
        CHECK_FALSE(fs::exists(desk.archive()));
        CHECK(desk.index({"--reindex", "a.jsonl"}).code == 2);
        CHECK(desk.index({"--reindex", "--repair"}).code == 2);
        CHECK(desk.index({"--reindex", "--dry-run"}).code == 2);
    }
}

}  // namespace
}  // namespace dateline::cli
