#include "indexer/maintenance/prune.h"

#include <doctest/doctest.h>

#include "indexer/run.h"
#include "indexer/run_sources.h"
#include "scratch.h"

namespace dateline {

namespace {

class Silence : public RunObserver {
public:
    void rejected(const RejectedRecord&) override {}
    void noted(const std::string&, const std::string&) override {}
    void replaced(const std::string&, const std::string&) override {}
    void progressed(const ReadingCounts&, const std::string&, std::optional<double>) override {}
};

RunEntry run_of(const std::string& path, std::uint64_t device) {
    RunEntry run;
    run.sources = {{path, device}};
    run.end.emplace();
    return run;
}

/// Five articles, each in a file of its own.
RunOptions options_with_files(const ScratchFolder& scratch) {
    std::filesystem::create_directories(scratch / "in");
    for (const char* id : {"1", "2", "3", "4", "5"}) {
        put_file(scratch / (std::string("in/") + id + ".jsonl"),
                 std::string("{\"id\":\"") + id + "\",\"title\":\"Quay\"}\n");
    }
    RunOptions options;
    options.reading.sources = {(scratch / "in").string()};
    options.archive = scratch / "archive";
    options.reading.today = day_of(2026, 2, 1);
    options.writing = writing();
    options.writing.journal.now = [] { return std::int64_t{5}; };
    return options;
}

}  // namespace

TEST_CASE("a source on another device than in the last whole run is refused") {
    const std::vector<RunSource> here{{"/srv/clips", 7}};
    const auto message = [&](const std::vector<RunEntry>& runs) {
        return message_of([&] { refuse_other_device(runs, here); });
    };
    const std::string refusal = "is on another device than in the run before: nothing is pruned";
    CHECK(message({}).empty());
    CHECK(message({run_of("/srv/clips", 7)}).empty());
    CHECK(message({run_of("/srv/clips", 8)}) == refusal);
    CHECK(message({run_of("/srv/clips", 7), run_of("/srv/other", 8)}).empty());
    // A run that ended well took the new device for the right one.
    CHECK(message({run_of("/srv/clips", 8), run_of("/srv/clips", 7)}).empty());
    RunEntry failed = run_of("/srv/clips", 7);
    failed.end->outcome = RunEnd::Outcome::failed;
    RunEntry killed = run_of("/srv/clips", 7);
    killed.end.reset();
    CHECK(message({run_of("/srv/clips", 8), failed, killed}) == refusal);
}

TEST_CASE("a run that is to prune looks at the devices first") {
    const ScratchFolder scratch;
    RunOptions options = options_with_files(scratch);
    {
        WritingOptions writing = options.writing;
        writing.journal.entry.sources = run_sources(options.reading.sources);
        ++*writing.journal.entry.sources.front().device;
        ArchiveWriter writer(options.archive, writing);
        writer.add(article_of("before", "Mole"));
        writer.finish();
        writer.conclude(RunEnd::Outcome::complete);
    }
    Silence silence;
    const auto run = [&] { return run_indexer(options, silence, [] { return false; }); };
    options.prune = PruneOptions{.confirmed = true};
    CHECK(message_of([&] { (void)run(); }).starts_with("is on another device"));
    CHECK(Archive(options.archive).manifest().live_articles() == 1);
    options.prune.reset();
    CHECK(run().added == 5);
    options.prune = PruneOptions{.confirmed = true};
    CHECK(run().prune->removed);
}

TEST_CASE("a run that is stopped before it has read and looked at everything prunes nothing") {
    const ScratchFolder scratch;
    RunOptions options = options_with_files(scratch);
    Silence silence;
    (void)run_indexer(options, silence, [] { return false; });
    std::filesystem::remove(scratch / "in/3.jsonl");
    options.prune = PruneOptions{.confirmed = true};
    bool pruned = false;
    int last = 0;
    for (int questions = 0; !pruned; ++questions) {
        REQUIRE(questions < 1000);
        int asked = 0;
        const RunSummary summary = run_indexer(options, silence, [&] { return ++asked > questions; });
        const std::uint64_t articles = Archive(options.archive).manifest().live_articles();
        pruned = !summary.interrupted;
        CHECK(articles == (pruned ? 4 : 5));
        last = questions;
    }
    CHECK(last > 4);
}

TEST_CASE("a dry run prunes nothing and makes no archive") {
    const ScratchFolder scratch;
    RunOptions options = options_with_files(scratch);
    options.prune = PruneOptions{.confirmed = true};
    options.writing.dry_run = true;
    Silence silence;
    const RunSummary nothing_yet = run_indexer(options, silence, [] { return false; });
    CHECK(nothing_yet.prune->gone == 0);
    CHECK_FALSE(nothing_yet.prune->removed);
    CHECK_FALSE(std::filesystem::exists(options.archive));
}

}  // namespace dateline
