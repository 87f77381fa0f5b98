#include <csignal>
#include <filesystem>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"
#include "thousands.h"

namespace dateline::cli {
namespace {

Json runs_of(const Desk& desk) {
    const Outcome outcome = desk.index({"--stats", "--runs", "--json"});
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
    const Json answer = Json::parse(outcome.out);
    CHECK(answer["schema"] == 1);
    return answer["runs"];
}

const std::string two = "{\"id\":\"a\",\"title\":\"Quay\"}\n{\"id\":\"b\",\"title\":\"Mole\"}\n";

TEST_SUITE("index-runs") {
    TEST_CASE("each run that wrote, or found that nothing was to be written, is told") {
        const Desk desk;
        desk.write("in/a.jsonl", two + "{\"id\":\"c\"}\n");
        CHECK(desk.index({"--quiet", "--entities", "given", desk.path("in")}).code == 1);
        CHECK(desk.index({"--quiet", "--entities", "given", desk.path("in/../in")}).code == 1);
        CHECK(desk.index({"--quiet", "--remove", "--yes", "a"}).code == 0);
        const Json runs = runs_of(desk);
        REQUIRE(runs.size() == 3);
        CHECK(runs[0]["run"] == 1);
        CHECK(runs[0]["kind"] == "index");
        CHECK(runs[0]["outcome"] == "complete");
        CHECK(runs[0]["sources"] == Json::array({std::filesystem::canonical(desk.path("in")).string()}));
        CHECK(runs[0]["added"] == 2);
        CHECK(runs[0]["rejected"] == 1);
        CHECK(runs[0]["revision"] == 1);
        CHECK(runs[1]["sources"] == runs[0]["sources"]);
        CHECK(runs[1]["unchanged"] == 2);
        CHECK(runs[1]["revision"] == 1);
        CHECK(runs[2]["kind"] == "remove");
        CHECK(runs[2]["removed"] == 1);
        CHECK(runs[2]["articles"] == 1);

        const Outcome text = desk.index({"--stats", "--runs"});
        CHECK(text.out.starts_with("     1  20"));
        CHECK(text.out.find(": 2 added, 1 rejected; revision 1, 2 articles\n") != std::string::npos);
        CHECK(text.out.find("  remove\n") != std::string::npos);
        CHECK(desk.index({"--stats"}).out.find("\nlast runs\n     1  20") != std::string::npos);
        CHECK(Json::parse(desk.index({"--stats", "--json"}).out)["runs"] == runs);
        CHECK(desk.json({})["archive"]["revision"] == runs[2]["revision"]);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
    }

    TEST_CASE("what only looks is no run") {
        const Desk desk;
        desk.add(two);
        CHECK(desk.index({"--dry-run", "-"}, two).code == 0);
        CHECK(desk.index({"--remove", "a"}).code == 0);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        CHECK(desk.index({"--export", "--quiet"}).code == 0);
        CHECK(runs_of(desk).size() == 1);
        CHECK(desk.index({"--runs", "--check"}).code == 2);
        CHECK(desk.index({"--runs"}).code == 2);
    }

    TEST_CASE("a run that fails says why, one that is killed did not end") {
        const Desk desk;
        desk.add(two);
        CHECK(desk.index({"-"}, "{\"id\":\"c\"}\n").code == 2);
        Json runs = runs_of(desk);
        REQUIRE(runs.size() == 2);
        CHECK(runs[1]["outcome"] == "failed");
        CHECK(runs[1]["error"] == "no article in all of the input");
        CHECK(runs[1]["articles"] == 2);

        Command command = desk.index_command({"-"}, thousands(0, 1));
        command.keep_input_open = true;
        Process process(command);
        const auto waits = [&] { return desk.index({"--stats", "--runs"}).out.find("did not end"); };
        for (int i = 0; i < 3000 && waits() == std::string::npos; ++i)
            (void)process.run_for(std::chrono::milliseconds(10));
        process.send(SIGKILL);
        CHECK(process.wait().signal == SIGKILL);
        CHECK(desk.index({"--stats", "--runs"}).out.ends_with("did not end: it goes on, or was killed\n"));
        desk.add(two);
        runs = runs_of(desk);
        REQUIRE(runs.size() == 4);
        CHECK(runs[2]["end"].is_null());
        CHECK(runs[2]["added"].is_null());
        CHECK(runs[3]["unchanged"] == 2);
        CHECK(desk.index({"--stats", "--runs"}).out.find("did not end: it was killed\n") !=
              std::string::npos);
    }

    TEST_CASE("a signal is told from a whole run") {
        const Desk desk;
        desk.add(two);
        Command command = desk.index_command({"-"}, thousands(0, 1));
        command.keep_input_open = true;
        Process process(command);
        for (int i = 0; i < 3000 && runs_of(desk).size() < 2; ++i)
            (void)process.run_for(std::chrono::milliseconds(10));
        process.send(SIGTERM);
        CHECK(process.wait().code == 143);
        CHECK(runs_of(desk)[1]["outcome"] == "interrupted");
    }

    TEST_CASE("a damaged journal is told, searches go on, and a backup has the journal") {
        const Desk desk;
        desk.add(two);
        CHECK(desk.index({"--quiet", "--backup", desk.path("backup")}).code == 0);
        CHECK(file_content(desk.path("backup") + "/runs") == file_content(desk.archive() + "/runs"));
        desk.write("archive/runs", "{\"begin\":0}\n");
        const std::string expected = "error: " + desk.archive() +
                                     "/runs: the archive is damaged: its journal of runs is not as it was "
                                     "written\n";
        for (const Arguments& arguments : std::vector<Arguments>{{"--stats", "--runs"}, {"--stats"}, {"-"}}) {
            CAPTURE(Json(arguments).dump());
            const Outcome outcome = desk.index(arguments, two);
            CHECK(outcome.code == 2);
            CHECK(outcome.err.starts_with(expected));
        }
        CHECK(desk.index({"--check"}).err ==
              "error: runs: the archive is damaged: its journal of runs is not as it was written\n");
        CHECK(desk.count({}) == 2);
        CHECK(desk.index({"--repair"}).code == 0);
        CHECK(desk.index({"--check"}).code == 0);
        const Outcome mended = desk.index({"--stats", "--runs"});
        CHECK(mended.out.find("repair") != std::string::npos);
        CHECK(desk.count({}) == 2);
        CHECK(desk.index({"--quiet", "--db", desk.path("backup"), "-"}, two).code == 0);
    }
}

}  // namespace
}  // namespace dateline::cli
