#include <csignal>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"
#include "thousands.h"

using namespace dateline::cli;

namespace {

/// Waits until the run has published something: then the manifest names a part.
bool has_published(const Desk& desk, Process& process) {
    for (int i = 0; i < 30'000; ++i) {
        if (file_content(desk.archive() + "/manifest").find("\npart ") != std::string::npos) return true;
        (void)process.run_for(std::chrono::milliseconds(10));
    }
    return false;
}

/// Waits until the program hears SIGTERM, and some time more.
void wait_until_it_hears(Process& process) {
    const std::string status = "/proc/" + std::to_string(process.pid()) + "/status";
    for (int i = 0; i < 6000; ++i) {
        const std::string content = file_content(status);
        const std::size_t caught = content.find("SigCgt:\t");
        if (caught != std::string::npos &&
            (std::stoull(content.substr(caught + 8), nullptr, 16) & 1U << (SIGTERM - 1)) != 0)
            break;
        (void)process.run_for(std::chrono::milliseconds(10));
    }
    (void)process.run_for(std::chrono::milliseconds(300));
}

}  // namespace

TEST_SUITE("index-signals") {
    TEST_CASE("SIGINT and SIGTERM finish the batch in hand; the archive opens and a re-run completes it") {
        const std::string input = thousands(0, 6000);
        for (const auto& [signal, code] : {std::pair{SIGINT, 130}, std::pair{SIGTERM, 143}}) {
            CAPTURE(signal);
            const Desk desk;
            Command command = desk.index_command({"--json", "--batch", "500", "-"}, input);
            command.keep_input_open = true;  // so that the run cannot end before the signal
            Process process(command);
            REQUIRE(has_published(desk, process));
            process.send(signal);
            const Outcome outcome = process.wait();
            CHECK(outcome.signal == 0);
            CHECK(outcome.code == code);
            CHECK(outcome.err ==
                  "stopped by a signal; what was read is in the archive, run again to go on\n");
            const Json summary = Json::parse(outcome.out);
            CHECK(summary["interrupted"] == true);
            CHECK(summary["read"] == summary["added"]);
            CHECK(desk.count({}) == summary["added"]);
            CHECK_FALSE(std::filesystem::exists(desk.archive() + "/work"));

            const Outcome again = desk.index({"--json", "-"}, input);
            CHECK(again.code == 0);
            CHECK(Json::parse(again.out)["unchanged"] == summary["added"]);
            CHECK(desk.count({}) == 6000);
        }
    }

    TEST_CASE("a signal ends a run that waits for its input") {
        const Desk desk;
        desk.add(thousands(0, 1));
        Command command = desk.index_command({"-"}, thousands(1, 2));
        command.keep_input_open = true;
        Process process(command);
        const std::string pid = std::to_string(process.pid()) + "\n";
        for (int i = 0; i < 6000 && file_content(desk.archive() + "/lock") != pid; ++i)
            (void)process.run_for(std::chrono::milliseconds(10));
        (void)process.run_for(std::chrono::milliseconds(300));
        process.send(SIGINT);
        CHECK(process.run_for(std::chrono::seconds(60)));
        const Outcome outcome = process.wait();
        CHECK(outcome.code == 130);
        CHECK(outcome.err == "stopped by a signal; what was read is in the archive, run again to go on\n");
        CHECK(desk.count({}) >= 1);
    }

    TEST_CASE("a signal while ids to remove are read removes none") {
        const Desk desk;
        desk.add(thousands(0, 3));
        Command command = desk.index_command({"--remove", "--yes", "-"}, "t0\nt1\n");
        command.keep_input_open = true;
        Process process(command);
        wait_until_it_hears(process);
        process.send(SIGTERM);
        CHECK(process.run_for(std::chrono::seconds(60)));
        const Outcome outcome = process.wait();
        CHECK(outcome.code == 143);
        CHECK(outcome.err == "error: stopped by a signal\nhint: nothing was removed\n");
        CHECK(desk.count({}) == 3);
    }
}
