#include <algorithm>
#include <csignal>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

const std::string good = "{\"id\":\"a\",\"title\":\"Alpha\"}\n";
const std::string good_and_bad = good + "{bad\n";

/// The names in a folder, but for the archive's.
std::vector<std::string> names_in(const Desk& desk) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(desk.folder()))
        names.push_back(entry.path().filename().string());
    std::erase(names, "archive");
    std::ranges::sort(names);
    return names;
}

}  // namespace

TEST_SUITE("index-rejects") {
    TEST_CASE(
        "a file of rejects that is a SOURCE, in one or in the archive is refused, and nothing is lost") {
        const Desk desk;
        desk.add(good);
        desk.write("src.jsonl", good_and_bad);
        desk.write("clips/a.jsonl", good_and_bad);
        std::filesystem::create_symlink("src.jsonl", desk.path("link.jsonl"));
        std::filesystem::create_hard_link(desk.path("src.jsonl"), desk.path("hard.jsonl"));
        struct Case {
            Arguments arguments;
            std::string err;
        };
        const std::string source_hint = "hint: name another file: this one would be overwritten\n";
        const std::string folder_hint = "hint: name a file outside of it: there the next run would read it\n";
        const std::vector<Case> cases{
            {{"src.jsonl", "--rejects", "src.jsonl"},
             "error: src.jsonl: --rejects names a SOURCE\n" + source_hint},
            {{"src.jsonl", "--rejects", "./clips/../src.jsonl"},
             "error: ./clips/../src.jsonl: --rejects names a SOURCE\n" + source_hint},
            {{"src.jsonl", "--rejects", "link.jsonl"},
             "error: link.jsonl: --rejects names a SOURCE\n" + source_hint},
            {{"hard.jsonl", "--rejects", "src.jsonl"},
             "error: src.jsonl: --rejects names a SOURCE\n" + source_hint},
            {{"clips", "--rejects", "clips/a.jsonl"},
             "error: clips/a.jsonl: --rejects lies in the SOURCE 'clips'\n" + folder_hint},
            {{"clips/", "--rejects", "clips/new.jsonl"},
             "error: clips/new.jsonl: --rejects lies in the SOURCE 'clips/'\n" + folder_hint},
            {{"src.jsonl", "--rejects", "archive/manifest"},
             "error: archive/manifest: --rejects lies in the archive\nhint: name a file outside of it\n"},
            {{"src.jsonl", "--db", "fresh", "--rejects", "fresh"},
             "error: fresh: --rejects lies in the archive\nhint: name a file outside of it\n"},
            {{"src.jsonl", "--rejects", "clips"},
             "error: clips: --rejects names a folder\nhint: name a file\n"},
            {{"src.jsonl", "--rejects", ""}, "error: --rejects names no file\nhint: --rejects bad.jsonl\n"},
        };
        const auto before = tree_content(desk.folder());
        for (const Case& tried : cases) {
            CAPTURE(tried.arguments.back());
            const Outcome outcome = desk.index(tried.arguments);
            CHECK(outcome.code == 2);
            CHECK(difference(outcome.err, tried.err) == "");
            CHECK(tree_content(desk.folder()) == before);
        }
    }

    TEST_CASE("a source that a link leads to is met on the way, before it is replaced") {
        const Desk desk;
        desk.write("src.jsonl", good_and_bad);
        (void)desk.make_folder("clips");
        std::filesystem::create_symlink("../src.jsonl", desk.path("clips/link.jsonl"));
        const Outcome outcome = desk.index({"clips", "--rejects", "src.jsonl"});
        CHECK(outcome.code == 2);
        CHECK(outcome.err.starts_with("error: src.jsonl: --rejects names a SOURCE: clips/link.jsonl\n"));
        CHECK(file_content(desk.path("src.jsonl")) == good_and_bad);
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
    }

    TEST_CASE("yesterday's rejects outlive a run that never begins") {
        const Desk desk;
        desk.write("src.jsonl", good_and_bad);
        desk.write("notarch/letter.txt", "Dear\n");
        desk.write("bad.jsonl", "yesterday\n");
        for (const Arguments& arguments :
             {Arguments{"--db", "notarch", "src.jsonl"}, Arguments{"missing.jsonl"}}) {
            CHECK(desk.index(arguments + Arguments{"--rejects", "bad.jsonl"}).code == 2);
            CHECK(file_content(desk.path("bad.jsonl")) == "yesterday\n");
        }
        CHECK(names_in(desk) == std::vector<std::string>{"bad.jsonl", "notarch", "src.jsonl"});
    }

    TEST_CASE("a run that takes place replaces them, a dry one too, with nothing when all is well") {
        const Desk desk;
        desk.write("bad.jsonl", "yesterday\n");
        CHECK(desk.index({"--dry-run", "--rejects", "bad.jsonl", "-"}, good_and_bad).code == 1);
        CHECK(Json::parse(file_content(desk.path("bad.jsonl")))["line"] == 2);
        CHECK(desk.index({"--rejects", "bad.jsonl", "-"}, good).code == 0);
        CHECK(file_content(desk.path("bad.jsonl")).empty());
        CHECK(desk.index({"--format", "jsonl", "--rejects", "bad.jsonl", "-"}, "{bad\n").code == 2);
        CHECK(Json::parse(file_content(desk.path("bad.jsonl")))["line"] == 1);
        CHECK(names_in(desk) == std::vector<std::string>{"bad.jsonl"});
    }

    TEST_CASE("a run that is stopped keeps what it has; one that is killed leaves the file as it was") {
        for (const int signal : {SIGTERM, SIGKILL}) {
            CAPTURE(signal);
            const Desk desk;
            desk.write("bad.jsonl", "yesterday\n");
            Command command = desk.index_command({"--rejects", "bad.jsonl", "-"}, good_and_bad + "{\n");
            command.keep_input_open = true;
            Process process(command);
            for (int i = 0; i < 6000 && !std::filesystem::exists(desk.archive() + "/lock"); ++i)
                (void)process.run_for(std::chrono::milliseconds(10));
            (void)process.run_for(std::chrono::milliseconds(500));
            CHECK(file_content(desk.path("bad.jsonl")) == "yesterday\n");
            process.send(signal);
            const Outcome outcome = process.wait();
            const std::string kept = file_content(desk.path("bad.jsonl"));
            if (signal == SIGKILL) {
                CHECK(outcome.signal == SIGKILL);
                CHECK(kept == "yesterday\n");
            } else {
                CHECK(outcome.code == 143);
                CHECK(kept.find("yesterday") == std::string::npos);
            }
        }
    }

    TEST_CASE("a device is written to as it is; what it leads to is not replaced") {
        const Desk desk;
        const Outcome outcome = desk.shell(
            "printf '{\"title\":\"A\"}\\n{bad\\n' | \"$index\" -q --rejects /dev/stdout - 2>/dev/null | cat");
        CHECK(outcome.out.starts_with("{\"file\":\"-\",\"record\":2,"));
        const Outcome to_file = desk.shell(
            "printf '{\"title\":\"A\"}\\n{bad\\n' | \"$index\" -q --rejects /dev/stderr - 2>err.txt; echo "
            "$?");
        CHECK(to_file.out == "1\n");
        const std::string errors = file_content(desk.path("err.txt"));
        CHECK(errors.find("error: -:2: ") != std::string::npos);
        CHECK(errors.find("{\"file\":\"-\",") != std::string::npos);
    }
}
