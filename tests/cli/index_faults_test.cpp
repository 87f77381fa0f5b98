#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "desk.h"
#include "faults.h"

using namespace dateline::cli;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view no_archive = "no archive";
const std::string no_space = "No space left on device";
const std::string no_disk = "Input/output error";

std::string articles(int first, int count, int edition = 0) {
    std::string text;
    for (int i = first; i < first + count; ++i) {
        text += Json{{"id", "a" + std::to_string(i)},
                     {"title", "Harbour talks " + std::to_string(i)},
                     {"text", "The quay is closed, edition" + std::to_string(edition) + "."},
                     {"source", "Wire " + std::to_string(i % 3)},
                     {"people", {"Ann Lee" + std::to_string(i % 7 + 10 * edition)}},
                     {"published", "2026-01-24"}}
                    .dump() +
                "\n";
    }
    return text;
}

/// What an archive holds, whatever its parts are: its export in an order of its own.
std::string content_of(const Desk& desk, const std::string& archive) {
    const Outcome outcome = desk.index({"--export", "--quiet", "--db", archive});
    if (outcome.code == 2 && outcome.err.find(": there is no archive here\n") != std::string::npos)
        return std::string(no_archive);
    CHECK_MESSAGE(outcome.code == 0, outcome.err);
    std::multiset<std::string> sorted;
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) sorted.insert(line);
    std::string content;
    for (const std::string& line : sorted) content += line + '\n';
    return content;
}

std::string numbered(const char* what, unsigned part, unsigned revision) {
    char name[64];
    std::snprintf(name, sizeof name, revision > 0 ? "%s-%06u-%06u" : "%s-%06u", what, part, revision);
    return name;
}

/// What runs make in an archive's folder on their way and what its manifest does not name.
std::set<std::string> left_behind(const std::string& archive) {
    std::set<std::string> named;
    std::istringstream manifest(file_content(archive + "/manifest"));
    for (std::string line; std::getline(manifest, line);) {
        std::istringstream words(line);
        std::string word;
        unsigned part = 0;
        if (!(words >> word >> part) || word != "part") continue;
        named.insert(numbered("part", part, 0));
        for (unsigned number = 0; words >> number;) {
            for (const char* list : {"dead", "copies"}) named.insert(numbered(list, part, number));
        }
    }
    std::set<std::string> found;
    std::error_code none;
    for (fs::directory_iterator entry(archive, none), end; !none && entry != end; entry.increment(none)) {
        const std::string file = entry->path().filename().string();
        const bool of_a_part =
            file.starts_with("part-") || file.starts_with("dead-") || file.starts_with("copies-");
        if (file == "work" || file.ends_with(".new") || (of_a_part && !named.contains(file)))
            found.insert(file);
    }
    return found;
}

void check_archive(const Desk& desk, const std::string& archive) {
    const Outcome outcome = desk.index({"--check", "--db", archive});
    CHECK_MESSAGE(outcome.code == 0, outcome.out << outcome.err);
    CHECK(outcome.err.empty());
}

void check_error(const Outcome& outcome, const std::string& reason) {
    CHECK(outcome.code == 2);
    CHECK_MESSAGE(outcome.err.starts_with("error: /"), outcome.err);
    CHECK_MESSAGE(outcome.err.find(": " + reason + "\n") != std::string::npos, outcome.err);
    CHECK_MESSAGE(outcome.err.rfind("error: ") == 0, outcome.err);
    CHECK_MESSAGE(outcome.err.find("damaged") == std::string::npos, outcome.err);
}

/// A run that changes an archive, and what the archive may hold once it has been cut short.
struct Scenario {
    std::string name;
    std::vector<std::string> before;  ///< inputs that made the archive that it begins with; none: no archive
    Arguments arguments;
    std::string input;
    std::vector<std::string> steps = {};  ///< the articles of each publication, when there are several

    [[nodiscard]] bool removes() const { return arguments.front() == "--remove"; }

    [[nodiscard]] Command command(const Desk& desk) const {
        const Arguments given = removes() ? Arguments{} : Arguments{"--entities", "given"};
        return desk.index_command(Arguments{"--quiet", "--threads", "1"} + given + arguments, input);
    }
};

std::vector<Scenario> scenarios() {
    const std::string many = articles(0, 120);
    std::vector<std::string> single;
    std::string all;
    for (int i = 112; i < 124; ++i) {
        single.push_back(articles(i, 1, 1));
        all += single.back();
    }
    return {
        {"first build", {}, {"--batch", "15", "-"}, articles(0, 30), {articles(0, 15), articles(15, 15)}},
        {"night with updates", {many}, {"-"}, articles(115, 10, 1)},
        {"merge of all parts", {articles(0, 30)}, {"-"}, articles(25, 20, 1)},
        {"merges between batches", {many}, {"--batch", "1", "-"}, all, single},
        {"removal", {many}, {"--remove", "a3", "a5", "a119", "--yes"}, ""},
        {"a part of which much is dead", {many, articles(0, 20, 1)}, {"-"}, articles(10, 30, 2)},
        {"removal of all", {articles(0, 3)}, {"--remove", "a0", "a1", "a2", "--yes"}, ""},
    };
}

using Wanted = std::function<bool(const DiskCall&)>;

/// An archive at the state that the scenario begins with, again and again, and what may become of it.
class Trial {
public:
    explicit Trial(const Scenario& scenario) : scenario_(scenario) {
        for (const std::string& input : scenario.before) desk_.add(input);
        if (fs::exists(desk_.archive())) fs::rename(desk_.archive(), desk_.path("before"));
        restore();
        const std::string before = content_of(desk_, desk_.archive());
        states_.insert(before);
        if (scenario.before.empty()) states_.insert("");  // an archive is made before it has an article
        for (const std::string& step : scenario.steps) {
            desk_.add(step);
            states_.insert(content_of(desk_, desk_.archive()));
        }
        restore();
        calls_ = disk_calls(desk_, scenario.command(desk_));
        after_ = content_of(desk_, desk_.archive());
        CHECK(after_ != before);
        states_.insert(after_);
    }

    /// The calls at which to try, of those that are wanted: each, or a spread of them where they are many and
    /// alike, and always those that publish.
    [[nodiscard]] std::vector<DiskCall> points(const Wanted& wanted, std::size_t most) const {
        std::vector<DiskCall> all;
        for (const DiskCall& call : calls_) {
            if (wanted(call)) all.push_back(call);
        }
        if (std::getenv("DATELINE_ALL_FAULTS")) return all;
        const std::size_t step = all.size() / most + 1;
        std::vector<DiskCall> spread;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const bool publishes = all[i].kind == "rename" && all[i].path.ends_with("/manifest");
            if (i % step == 0 || publishes) spread.push_back(all[i]);
        }
        return spread;
    }

    /// Runs with the fault, then looks at what is left and runs again without.
    [[nodiscard]] Outcome run(const DiskCall& call, const std::string& fault) const {
        restore();
        Outcome outcome = run_with_fault(desk_, scenario_.command(desk_), call.number, fault);
        const std::string left = content_of(desk_, desk_.archive());
        CHECK_MESSAGE(states_.contains(left), "a state between two publications\n" << left);
        if (left != no_archive) check_archive(desk_, desk_.archive());

        const Outcome again = dateline::cli::run(scenario_.command(desk_));
        // Ids that the run has removed already are not known any more.
        const bool removed = scenario_.removes() && again.code == 1 && left == after_;
        CHECK_MESSAGE((again.code == 0 || removed), again.err);
        CHECK(content_of(desk_, desk_.archive()) == after_);
        check_archive(desk_, desk_.archive());
        if (removed) desk_.add(articles(1000, 1));  // what finds nothing to do does not tidy up either
        const std::set<std::string> more = left_behind(desk_.archive());
        CHECK_MESSAGE(more.empty(), *more.begin() << " is left behind");
        return outcome;
    }

private:
    void restore() const {
        fs::remove_all(desk_.archive());
        if (scenario_.before.empty()) return;
        fs::copy(desk_.path("before"), desk_.archive(), fs::copy_options::recursive);
    }

    Desk desk_;
    const Scenario& scenario_;
    std::vector<DiskCall> calls_;
    std::set<std::string> states_;  ///< that searches may see
    std::string after_;
};

using Judge = std::function<void(const Outcome&)>;

/// So many calls of a scenario at most, unless all are asked for in the environment.
constexpr std::size_t most_kills = 90;
constexpr std::size_t most_faults = 60;
constexpr std::size_t most_lasting_faults = 30;

void try_each(const Wanted& wanted, std::size_t most, const std::string& fault, const Judge& judge) {
    if (faults_are_left_out()) return;
    for (const Scenario& scenario : scenarios()) {
        CAPTURE(scenario.name);
        const Trial trial(scenario);
        for (const DiskCall& call : trial.points(wanted, most)) {
            CAPTURE(call.number);
            CAPTURE(call.kind);
            CAPTURE(call.path);
            judge(trial.run(call, fault));
        }
    }
}

bool any(const DiskCall&) {
    return true;
}
bool is_removal(const DiskCall& call) {
    return call.kind == "unlink";
}
bool is_no_removal(const DiskCall& call) {
    return !is_removal(call);
}

void is_killed(const Outcome& outcome) {
    CHECK(outcome.signal == SIGKILL);
}

Judge is_error(const std::string& reason) {
    return [reason](const Outcome& outcome) { check_error(outcome, reason); };
}

/// A backup that is cut short at each of its calls, and made again.
void try_backups(const Wanted& wanted, const std::string& fault, const Judge& judge) {
    if (faults_are_left_out()) return;
    const Desk desk;
    desk.add(articles(0, 60));
    desk.add(articles(55, 4, 1));
    const std::string backup = desk.path("backup");
    const Command command = desk.index_command({"--backup", backup, "--quiet"});
    const std::string content = content_of(desk, desk.archive());
    for (const DiskCall& call : disk_calls(desk, command)) {
        if (!wanted(call)) continue;
        CAPTURE(call.number);
        CAPTURE(call.kind);
        CAPTURE(call.path);
        fs::remove_all(backup);
        judge(run_with_fault(desk, command, call.number, fault));
        CHECK(content_of(desk, desk.archive()) == content);
        if (!fs::exists(backup)) CHECK(run(command).code == 0);
        CHECK(content_of(desk, backup) == content);
        check_archive(desk, backup);
        CHECK_FALSE(fs::exists(backup + ".unfinished"));
        CHECK(left_behind(backup).empty());
    }
}

}  // namespace

TEST_SUITE("index-faults-kill") {
    TEST_CASE("killed before any call that changes files: wholly old or new, and a re-run completes it") {
        try_each(any, most_kills, "kill", is_killed);
    }

    TEST_CASE("killed right after the new manifest is in place") {
        try_each(
            [](const DiskCall& call) { return call.kind == "rename" && call.path.ends_with("/manifest"); },
            most_kills, "after", is_killed);
    }

    TEST_CASE("a backup that is killed is no backup, and the next one takes its place") {
        try_backups(any, "kill", is_killed);
    }

    TEST_CASE("what is not of a backup is never taken for one that was not finished") {
        const Desk desk;
        desk.add(articles(0, 3));
        desk.write("backup.unfinished/novel.txt", "x");
        const Outcome outcome = desk.index({"--backup", desk.path("backup")});
        CHECK(outcome.code == 2);
        CHECK(outcome.err.starts_with("error: " + desk.path("backup.unfinished/novel.txt") + ": "));
        CHECK(file_content(desk.path("backup.unfinished/novel.txt")) == "x");
    }
}

TEST_SUITE("index-faults-full") {
    TEST_CASE("a disk without space for one call is one clear error, and nothing is lost") {
        try_each(is_no_removal, most_faults, "ENOSPC", is_error(no_space));
    }

    TEST_CASE("a disk that stays full") {
        try_each([](const DiskCall& call) { return is_no_removal(call) && call.kind != "rename"; },
                 most_lasting_faults, "full", is_error(no_space));
    }

    TEST_CASE("a backup that finds no space is an error and leaves nothing") {
        try_backups([](const DiskCall& call) { return is_no_removal(call) && call.kind != "rename"; }, "full",
                    is_error(no_space));
    }
}

TEST_SUITE("index-faults-disk") {
    TEST_CASE("a call that the disk fails is one clear error, and nothing is lost") {
        try_each(is_no_removal, most_faults, "EIO", is_error(no_disk));
    }

    TEST_CASE("a disk that fails from some call on") {
        try_each(is_no_removal, most_lasting_faults, "dead", is_error(no_disk));
    }

    TEST_CASE("what cannot be removed does no harm") {
        try_each(is_removal, most_faults, "EIO", [](const Outcome& outcome) {
            CHECK_MESSAGE((outcome.code == 0 || outcome.code == 2), outcome.err);
            CHECK(outcome.err.empty() == (outcome.code == 0));
        });
    }

    TEST_CASE("a backup that the disk fails is an error") {
        try_backups([](const DiskCall& call) { return is_no_removal(call) && call.kind != "link"; }, "EIO",
                    is_error(no_disk));
    }
}
