#include "faults.h"

#include <sstream>

#include <doctest/doctest.h>

namespace dateline::cli {

namespace {

Command watched(const Desk& desk, Command command) {
    command.environment["LD_PRELOAD"] = DATELINE_FAULTS;
    command.environment["FAULTS_BELOW"] = desk.folder().string() + "/";
    return command;
}

}  // namespace

std::vector<DiskCall> disk_calls(const Desk& desk, const Command& command) {
    const std::string log = desk.path("calls.log");
    std::filesystem::remove(log);
    Command logged = watched(desk, command);
    logged.environment["FAULTS_LOG"] = log;
    const Outcome outcome = run(logged);
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
    std::vector<DiskCall> calls;
    std::istringstream lines(file_content(log));
    for (DiskCall call; lines >> call.number >> call.kind && std::getline(lines >> std::ws, call.path);)
        calls.push_back(call);
    REQUIRE(calls.size() > 5);
    return calls;
}

Outcome run_with_fault(const Desk& desk, const Command& command, int number, const std::string& fault) {
    Command faulty = watched(desk, command);
    faulty.environment["FAULTS_AT"] = std::to_string(number);
    faulty.environment["FAULTS_DO"] = fault;
    return run(faulty);
}

bool faults_are_left_out() {
    const bool left_out = std::string_view(DATELINE_FAULTS).empty();
    if (left_out) MESSAGE("built with sanitizers: no faults are injected");
    return left_out;
}

}  // namespace dateline::cli
