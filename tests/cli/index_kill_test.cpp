#include <cmath>
#include <csignal>
#include <random>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"
#include "thousands.h"

using namespace dateline::cli;
namespace fs = std::filesystem;

namespace {

using std::chrono::milliseconds;

constexpr int articles = 4000;
constexpr int changed = (articles + 2) / 3;  // in a later edition

Command batched_run(const Desk& desk, const std::string& file) {
    return desk.index_command({"--json", "--batch", "500", "--threads", "2", desk.path(file)});
}

/// Runs the indexer and kills it after that time, unless it has ended before.
void run_and_kill(const Desk& desk, const std::string& file, milliseconds after) {
    Process process(batched_run(desk, file));
    (void)process.run_for(after);
    process.send(SIGKILL);
    const Outcome outcome = process.wait();
    CHECK_MESSAGE((outcome.signal == SIGKILL || outcome.code == 0), outcome.err);
}

milliseconds time_of_whole_run(const Desk& desk, const std::string& file) {
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = run(batched_run(desk, file));
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
    return std::chrono::ceil<milliseconds>(std::chrono::steady_clock::now() - start);
}

/// The parts that the manifest names.
Arguments live_parts(const Desk& desk) {
    Arguments parts;
    const std::string manifest = file_content(desk.archive() + "/manifest");
    for (const auto& entry : fs::directory_iterator(desk.archive())) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("part-")) continue;
        const std::string line = "\npart " + std::to_string(std::stoi(name.substr(5))) + ' ';
        if (manifest.find(line) != std::string::npos) parts.push_back(entry.path().string());
    }
    return parts;
}

void check_parts(const Desk& desk) {
    const std::string checker = DATELINE_XAPIAN_CHECK;
    if (checker.empty()) return;
    for (const std::string& part : live_parts(desk)) {
        Command command;
        command.program = checker;
        command.arguments = {part};
        const Outcome outcome = run(command);
        CHECK_MESSAGE(outcome.code == 0, part << '\n' << outcome.out << outcome.err);
        CHECK(outcome.out.find("No errors found") != std::string::npos);
    }
}

/// How many articles the archive has; none when the run was killed before it made one.
std::uint64_t count_after_kill(const Desk& desk) {
    const Outcome outcome = desk.search({"--count"});
    if (outcome.code == 2) {
        CHECK(outcome.err.find(": there is no archive here\n") != std::string::npos);
        return 0;
    }
    CHECK_MESSAGE((outcome.code == 0 || outcome.code == 1), outcome.err);
    check_parts(desk);
    return std::stoull(outcome.out);
}

/// What two archives must agree on, whatever became of the runs that made them.
Json essence(const Desk& desk) {
    Json all;
    for (const Arguments& question : std::vector<Arguments>{{},
                                                            {"harbour"},
                                                            {"cocoa talks"},
                                                            {"\"harbour cocoa\""},
                                                            {"edition1"},
                                                            {"--person", "dvorak"},
                                                            {"ferry", "--on", "2024"}}) {
        const Json answer =
            desk.json(question + Arguments{"-n", "10000", "--timeline", "--facets",
                                           "person:99,place:99,source,section,year,month:99"});
        std::map<std::string, double> scores;
        for (const Json& hit : answer["hits"]) scores[hit["id"]] = hit["score"];
        CHECK(scores.size() == answer["hits"].size());
        Json ids = Json::array();
        for (const auto& [id, score] : scores) ids.push_back({id, std::round(score * 1e6)});
        all.push_back({answer["total"], answer["facets"], answer["timeline"], ids});
    }
    return all;
}

}  // namespace

TEST_SUITE("index-kill") {
    TEST_CASE("killed at any moment: what is published opens and is whole, and a re-run completes it") {
        std::mt19937 random(1987);
        const Desk desk;
        desk.write("first.jsonl", thousands(0, articles));
        desk.write("second.jsonl", thousands(0, articles, 1));

        const Desk undisturbed;
        undisturbed.write("first.jsonl", thousands(0, articles));
        undisturbed.write("second.jsonl", thousands(0, articles, 1));
        const milliseconds adding = time_of_whole_run(undisturbed, "first.jsonl");
        const Json first = essence(undisturbed);
        const milliseconds updating = time_of_whole_run(undisturbed, "second.jsonl");
        const Json second = essence(undisturbed);

        std::uint64_t published = 0;
        for (int kill = 0; kill < 12; ++kill) {
            CAPTURE(kill);
            run_and_kill(desk, "first.jsonl", milliseconds(random() % adding.count()));
            const std::uint64_t count = count_after_kill(desk);
            CHECK(count >= published);
            CHECK(count % 500 == 0);
            published = count;
            if (count < articles) continue;
            fs::remove_all(desk.archive());
            published = 0;
        }
        const Outcome completed = run(batched_run(desk, "first.jsonl"));
        CHECK_MESSAGE(completed.code == 0, completed.err);
        CHECK(Json::parse(completed.out)["unchanged"] == published);
        check_parts(desk);
        CHECK(essence(desk) == first);

        std::uint64_t updated = 0;
        for (int kill = 0; kill < 8; ++kill) {
            CAPTURE(kill);
            run_and_kill(desk, "second.jsonl", milliseconds(random() % updating.count()));
            CHECK(count_after_kill(desk) == articles);  // neither the old nor the new is ever missing
            const std::uint64_t now = desk.count({"edition1"});
            CHECK(now >= updated);
            updated = now;
        }
        const Outcome rerun = run(batched_run(desk, "second.jsonl"));
        CHECK_MESSAGE(rerun.code == 0, rerun.err);
        CHECK(Json::parse(rerun.out)["updated"] == changed - updated);
        check_parts(desk);
        CHECK(essence(desk) == second);
        CHECK_FALSE(fs::exists(desk.archive() + "/work"));
    }
}
