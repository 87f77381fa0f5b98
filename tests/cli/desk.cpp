#include "desk.h"

#include <sstream>
#include <utility>

#include <doctest/doctest.h>

namespace dateline::cli {

Desk::Desk()
    : environment{{"HOME", folder().string()},
                  {"DATELINE_DB", archive()},
                  {"LC_ALL", "C.UTF-8"},
                  // Xapian and ICU free nothing at exit, and Xapian's check of a table deletes it as a
                  // smaller class; what a test looks for are errors of ours.
                  {"ASAN_OPTIONS", "detect_leaks=0:new_delete_type_mismatch=0"}} {}

Command Desk::index_command(Arguments arguments, std::string input) const {
    Command command;
    command.program = DATELINE_INDEX;
    command.arguments = std::move(arguments);
    command.environment = environment;
    command.folder = folder().string();
    command.input = std::move(input);
    return command;
}

Command Desk::search_command(Arguments arguments) const {
    Command command = index_command(std::move(arguments));
    command.program = DATELINE_SEARCH;
    return command;
}

Outcome Desk::index(Arguments arguments, std::string input) const {
    return run(index_command(std::move(arguments), std::move(input)));
}

Outcome Desk::search(Arguments arguments) const {
    return run(search_command(std::move(arguments)));
}

Outcome Desk::shell(const std::string& line) const {
    Command command = index_command({"-c", line});
    command.program = "/bin/sh";
    command.environment["index"] = DATELINE_INDEX;
    command.environment["search"] = DATELINE_SEARCH;
    return run(command);
}

void Desk::add(std::string_view lines) const {
    const Outcome outcome = index({"--quiet", "--entities", "given", "-"}, std::string(lines));
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
}

void Desk::add_corpus() const {
    const Outcome outcome = index({"--quiet", "--entities", "given", corpus()});
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
}

Arguments Desk::ids(const Arguments& arguments) const {
    const Outcome outcome = search(Arguments{"--format", "ids"} + arguments);
    REQUIRE_MESSAGE((outcome.code == 0 || outcome.code == 1), outcome.err);
    Arguments ids;
    std::istringstream out(outcome.out);
    for (std::string id; std::getline(out, id);) ids.push_back(id);
    return ids;
}

std::uint64_t Desk::count(const Arguments& arguments) const {
    const Outcome outcome = search(Arguments{"--count"} + arguments);
    REQUIRE_MESSAGE((outcome.code == 0 || outcome.code == 1), outcome.err);
    return std::stoull(outcome.out);
}

Json Desk::json(const Arguments& arguments) const {
    const Outcome outcome = search(Arguments{"--json"} + arguments);
    REQUIRE_MESSAGE((outcome.code == 0 || outcome.code == 1), outcome.err);
    return Json::parse(outcome.out);
}

std::string corpus() {
    return DATELINE_SOURCE_FOLDER "/corpus";
}

std::string lines(const std::vector<Json>& articles) {
    std::string text;
    for (const Json& article : articles) text += article.dump() + '\n';
    return text;
}

std::string counts_of(const std::string& summary) {
    const std::size_t last = summary.rfind("; ");
    return summary.substr(0, last);
}

Arguments operator+(Arguments arguments, const Arguments& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

}  // namespace dateline::cli
