#include "indexer/run.h"

#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/report.h"
#include "scratch.h"

namespace dateline {

namespace {

/// Remembers what a run tells.
class Listener : public RunObserver {
public:
    void rejected(const RejectedRecord& record) override { rejects.push_back(record); }
    void noted(const std::string& place, const std::string& note) override {
        notes.push_back(place + ": " + note);
    }
    void replaced(const std::string& place, const std::string& id) override {
        replacements.push_back(place + ": " + id);
    }
    void progressed(const ReadingCounts& so_far, const std::string&, std::optional<double> share) override {
        last = so_far;
        CHECK((!share || (*share >= 0 && *share <= 1)));
    }

    std::vector<RejectedRecord> rejects;
    std::vector<std::string> notes;
    std::vector<std::string> replacements;
    ReadingCounts last;
};

RunOptions options_for(const ScratchFolder& scratch) {
    RunOptions options;
    options.reading.sources = {(scratch / "in").string()};
    options.archive = scratch / "archive";
    options.reading.today = day_of(2026, 2, 1);
    options.writing = writing(2, 5);
    return options;
}

/// A tar of one file.
std::string tar_of(const std::string& name, const std::string& content) {
    std::string header = name;
    header.resize(512);
    header.replace(100, 7, "0000644");
    header.replace(124, 11, fmt::format("{:011o}", content.size()));
    header.replace(148, 8, "        ");
    header[156] = '0';
    unsigned sum = 0;
    for (const char c : header) sum += static_cast<unsigned char>(c);
    header.replace(148, 7, fmt::format("{:06o}", sum) + '\0');
    std::string blocks = content;
    blocks.resize((content.size() + 511) / 512 * 512 + 1024);
    return header + blocks;
}

bool never() {
    return false;
}

}  // namespace

TEST_CASE("a run reads what it can, tells what it cannot, and a second one finds nothing new") {
    const ScratchFolder scratch;
    std::filesystem::create_directories(scratch / "in");
    put_file(scratch / "in/a.jsonl",
             "{\"id\":\"1\",\"title\":\"One\",\"text\":\"x\",\"date\":\"2026-01-24\"}\n{\"id\":\n"
             "{\"id\":\"2\",\"title\":\"Two\",\"text\":\"y\",\"date\":\"3026-01-24\"}\n"
             "{\"id\":\"1\",\"title\":\"One again\",\"text\":\"x\",\"date\":\"2026-01-24\"}\n");
    put_file(scratch / "in/b.jsonl", "");
    Listener listener;
    const RunSummary first = run_indexer(options_for(scratch), listener, never);
    CHECK(first.read == 3);
    CHECK(first.added == 2);
    CHECK(first.updated == 1);
    CHECK(first.undated == 1);
    CHECK(first.replaced_in_run == 1);
    CHECK(listener.replacements == std::vector<std::string>{(scratch / "in/a.jsonl").string() + ":4: 1"});
    CHECK(first.rejected == 2);
    REQUIRE(listener.rejects.size() == 2);
    CHECK(listener.rejects[0].line == 2);
    CHECK(listener.rejects[1].reason == "empty file");
    const auto unbelieved = std::ranges::count_if(
        listener.notes, [](const std::string& note) { return note.find("3026") != std::string::npos; });
    CHECK(unbelieved == 1);

    Listener again;
    const RunSummary second = run_indexer(options_for(scratch), again, never);
    CHECK(second.added == 0);
    // The id that stands twice changes back and forth.
    CHECK(second.updated == 2);
    CHECK(second.unchanged == 1);
    CHECK(Archive(scratch / "archive").manifest().live_articles() == 2);
}

TEST_CASE("a run that is stopped publishes what it has read") {
    const ScratchFolder scratch;
    std::filesystem::create_directories(scratch / "in");
    std::string lines;
    for (int i = 0; i < 50; ++i)
        lines += "{\"id\":\"" + std::to_string(i) + "\",\"title\":\"T\",\"text\":\"x\"}\n";
    put_file(scratch / "in/a.jsonl", lines);
    Listener listener;
    int asked = 0;
    const RunSummary summary = run_indexer(options_for(scratch), listener, [&] { return ++asked > 20; });
    CHECK(summary.interrupted);
    CHECK(summary.read > 0);
    CHECK(summary.read < 50);
    CHECK(Archive(scratch / "archive").manifest().live_articles() == summary.read);
    CHECK(run_indexer(options_for(scratch), listener, never).unchanged == summary.read);
    CHECK(Archive(scratch / "archive").manifest().live_articles() == 50);
}

TEST_CASE("a run that finds no article leaves no archive and says so") {
    const ScratchFolder scratch;
    std::filesystem::create_directories(scratch / "in");
    put_file(scratch / "in/a.jsonl", "{\"id\":\n");
    Listener listener;
    CHECK(message_of([&] { (void)run_indexer(options_for(scratch), listener, never); }) ==
          "no article in all of the input");
    CHECK(listener.rejects.size() == 1);
    CHECK_FALSE(std::filesystem::exists(scratch / "archive"));
}

TEST_CASE("a run that cannot be made says why and changes nothing") {
    const ScratchFolder scratch;
    (void)scratch.make();
    Listener listener;
    RunOptions options = options_for(scratch);
    CHECK_THROWS_AS((void)run_indexer(options, listener, never), Error);  // no such source
    CHECK_FALSE(std::filesystem::exists(options.archive));
    std::filesystem::create_directories(scratch / "in");
    CHECK(message_of([&] { (void)run_indexer(options, listener, never); }) == "the folder is empty");
    options.reading.format = "word";
    CHECK_THROWS_AS((void)run_indexer(options, listener, never), Error);
}

TEST_CASE("an archive that cannot be written ends the run; it is no fault of the file in hand") {
    const ScratchFolder scratch;
    std::filesystem::create_directories(scratch / "in");
    put_file(scratch / "in/a.jsonl", "{\"id\":\"1\",\"title\":\"One\",\"text\":\"x\"}\n");
    put_file(scratch / "in/b.jsonl", "{\"id\":\"2\",\"title\":\"Two\",\"text\":\"x\"}\n");
    RunOptions options = options_for(scratch);
    options.writing.batch = 1;
    Listener listener;
    (void)run_indexer(options, listener, never);
    put_file(scratch / "in/a.jsonl", "{\"id\":\"1\",\"title\":\"Other\",\"text\":\"x\"}\n");
    bool blocked = false;
    CHECK_THROWS_AS(
        (void)run_indexer(options, listener,
                          [&] {
                              if (!std::exchange(blocked, true))
                                  std::filesystem::create_directories(options.archive / "manifest.new");
                              return false;
                          }),
        Error);
    CHECK(listener.rejects.empty());
}

TEST_CASE("reports") {
    const RunSummary summary{{.read = 10, .rejected = 2, .skipped = 1, .undated = 5}, 4, 3, 3, 0, 0};
    RunSummary replacing = summary;
    replacing.replaced_in_run = 2;
    CHECK(summary_line(replacing, 2, false).find("5 undated, 2 replaced in this run; 2.0 s") !=
          std::string::npos);
    CHECK(summary_line(summary, 2, false) ==
          "10 read: 4 added, 3 updated, 3 unchanged; 2 rejected, 1 skipped, 5 undated; 2.0 s, 5 articles/s");
    CHECK(summary_line(summary, 0, true).starts_with("dry run: 10 read"));
    CHECK(summary_line(summary, 0, true).ends_with(" 0 articles/s"));
    const auto json = nlohmann::json::parse(summary_json(summary, 2, false));
    for (const char* key : {"read", "added", "updated", "unchanged", "rejected", "undated"})
        CHECK(json[key] > 0);
    CHECK(json["seconds"] == 2.0);
    const RejectedRecord reject{"a\xFF.jsonl", 3, 4, 55, "odd \x1b[1m", "mend it"};
    CHECK(nlohmann::json::parse(reject_json(reject))["offset"] == 55);
    CHECK(reject_json(reject).find('\n') == std::string::npos);
}

TEST_CASE("the console observer tells what is asked for and nothing a terminal obeys") {
    std::ostringstream errors, rejects;
    ConsoleObserver observer(errors, &rejects, {.verbose = true, .progress = true, .width = 30});
    observer.rejected({"a.jsonl", 3, 7, 55, "odd \x1b[1m", "mend it"});
    observer.noted("b\x1b", "some\nnote");
    CHECK(errors.str() == "error: a.jsonl:7: odd \\x1b[1m\nhint: mend it\nnote: b\\x1b: some\\x0anote\n");
    errors.str("");
    observer.progressed({.read = 1000}, "a/very/long/path/with/Zürich/北京/in/it.jsonl", {});
    const std::string line = errors.str();
    CHECK(line.starts_with("\r\x1b[K1000 articles"));
    CHECK(line.size() < 40);
    errors.str("");
    observer.finish();
    observer.finish();
    CHECK(errors.str() == "\r\x1b[K");
    errors.str("");
    for (int i = 0; i < 100; ++i) observer.rejected({.path = "x", .reason = "odd"});
    std::size_t lines = 0;
    for (const char c : errors.str()) lines += c == '\n' ? 1U : 0U;
    CHECK(lines == 49 + 1);
    lines = 0;
    for (const char c : rejects.str()) lines += c == '\n' ? 1U : 0U;
    CHECK(lines == 101);

    std::ostringstream quiet;
    ConsoleObserver silent(quiet, nullptr, {});
    silent.noted("a", "b");
    silent.progressed({.read = 1000}, "a", {});
    silent.finish();
    CHECK(quiet.str().empty());
}

TEST_CASE("the progress line is never cut inside a character") {
    for (std::size_t width = 0; width < 60; ++width) {
        std::ostringstream errors;
        ConsoleObserver observer(errors, nullptr, {.progress = true, .width = width});
        observer.progressed({.read = 1000}, "Zürich/北京/Zürich/北京/Zürich", 0.5);
        const std::string line = errors.str();
        CHECK_NOTHROW((void)nlohmann::json(line).dump());  // refuses broken UTF-8
    }
}

TEST_CASE("a run names the member of a container in all that it tells") {
    const ScratchFolder scratch;
    std::filesystem::create_directories(scratch / "in");
    put_file(scratch / "in/clips.tar",
             tar_of("2026/01/24/rows.csv", "title,text,date\nOne,x,3026-01-24\nTwo\nThree,y,\n"));
    Listener listener;
    const RunSummary summary = run_indexer(options_for(scratch), listener, never);
    CHECK(summary.read == 2);
    const std::string member = (scratch / "in/clips.tar/2026/01/24/rows.csv").string();
    REQUIRE(listener.rejects.size() == 1);
    CHECK(listener.rejects[0].path == member);
    CHECK(listener.rejects[0].line == 3);
    CHECK(listener.rejects[0].reason == "1 column where the header has 3");
    REQUIRE_FALSE(listener.notes.empty());
    CHECK(listener.notes[0].starts_with(member + ":2: "));
}

}  // namespace dateline
