#include "common/archive/run_journal.h"

#include <doctest/doctest.h>

#include "common/archive/layout.h"
#include "common/archive/manifest.h"
#include "scratch.h"

namespace dateline {

namespace {

RunEntry sample(std::string kind) {
    RunEntry entry;
    entry.kind = std::move(kind);
    entry.tool = "0.1.0";
    entry.start = 1'769'220'000;
    entry.sources = {{"/srv/clips", 2049}, {"-", std::nullopt}, {"/srv/caf\xC3\xA9 \"a\"\\x0a", 1}};
    entry.more_sources = 3;
    return entry;
}

RunEnd sample_end() {
    RunEnd end;
    end.time = 1'769'220'012;
    end.outcome = RunEnd::Outcome::failed;
    end.error = "no space left";
    end.counts = {.added = 1,
                  .updated = 2,
                  .unchanged = 3,
                  .moved = 9,
                  .older = 4,
                  .removed = 5,
                  .rejected = 6,
                  .skipped = 1ULL << 63U};
    end.revision = 7;
    end.articles = 8;
    return end;
}

/// A writer whose clock says one second more each time it is asked.
WritingOptions with_journal(const std::string& kind) {
    WritingOptions options;
    options.new_archive_id = "0123456789abcdef0123456789abcdef";
    options.journal.entry.kind = kind;
    options.journal.entry.start = 100;
    options.journal.now = [] { return std::int64_t{107}; };
    return options;
}

std::vector<RunEntry> runs_of(const std::filesystem::path& folder) {
    return read_runs(folder, *read_manifest(folder));
}

}  // namespace

TEST_CASE("runs come back from the journal") {
    RunEntry ended = sample("index");
    ended.end = sample_end();
    RunEntry removal;
    removal.kind = "remove-query";
    removal.query = "title:\"quay\"";
    const std::vector<RunEntry> runs{ended, sample("prune"), removal};
    std::string text;
    for (const RunEntry& run : runs) text += begin_line(run) + (run.end ? end_line(*run.end) : "");
    CHECK(runs_from_text(text) == runs);
    CHECK(runs_from_text("").empty());
    // A later version may say more.
    CHECK(runs_from_text("{\"begin\":5,\"kind\":\"melt\",\"heat\":{\"a\":[1]}}\n").front().start == 5);
}

TEST_CASE("a journal that is damaged is refused") {
    for (const char* text :
         {"{\"begin\":5}", "\n", "[]\n", "{}\n", "{\"begin\":\"5\"}\n",
          "{\"end\":5,\"outcome\":\"complete\"}\n", "{\"begin\":5}\n{\"end\":6}\n",
          "{\"begin\":5}\n{\"end\":6,\"outcome\":\"lost\"}\n", "{\"begin\":5,\"sources\":5}\n",
          "{\"begin\":5,\"sources\":[5]}\n", "{\"begin\":5,\"kind\":5}\n",
          "{\"begin\":5}\n{\"end\":6,\"outcome\":\"complete\",\"added\":-1}\n",
          "{\"begin\":5}\n{\"end\":6,\"outcome\":\"complete\"}\n{\"end\":6,\"outcome\":\"complete\"}\n"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)runs_from_text(text), Error);
    }
}

TEST_CASE("lines that no manifest counts are written over") {
    const ScratchFolder scratch;
    (void)scratch.make();
    Manifest manifest;
    append_run_line(scratch.path(), manifest, begin_line(sample("index")));
    Manifest lost = manifest;
    append_run_line(scratch.path(), lost, end_line(sample_end()));
    CHECK_FALSE(read_runs(scratch.path(), manifest).front().end);
    CHECK(read_runs(scratch.path(), lost).front().end);
    append_run_line(scratch.path(), manifest, begin_line(sample("prune")));
    CHECK(read_runs(scratch.path(), manifest).size() == 2);
    CHECK_THROWS_AS((void)read_runs(scratch.path(), lost), Error);
}

TEST_CASE("a journal that is not as it was written is an error with its path") {
    const ScratchFolder scratch;
    (void)scratch.make();
    Manifest manifest;
    append_run_line(scratch.path(), manifest, begin_line(sample("index")));
    for (const std::string& content : {std::string(), std::string(manifest.runs_bytes, 'x')}) {
        put_file(layout::runs(scratch.path()), content);
        try {
            (void)read_runs(scratch.path(), manifest);
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.place() == layout::runs(scratch.path()).string());
        }
    }
    Manifest before = manifest;
    CHECK_THROWS_AS(append_run_line(scratch.path(), manifest, "x\n"), Error);
    CHECK(manifest == before);
}

TEST_CASE("a run is in the journal from its beginning, and its end with what it did") {
    const ScratchFolder scratch;
    {
        ArchiveWriter writer(scratch.path(), with_journal("index"));
        writer.add(article_of("a", "Quay", {"The quay."}));
        writer.add(article_of("b", "Mole", {"The mole."}));
        writer.finish();
        CHECK_FALSE(runs_of(scratch.path()).front().end);
        writer.conclude(RunEnd::Outcome::complete, {}, 4, 5);
    }
    std::vector<RunEntry> runs = runs_of(scratch.path());
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].kind == "index");
    CHECK(runs[0].start == 100);
    REQUIRE(runs[0].end);
    CHECK(runs[0].end->time == 107);
    CHECK(runs[0].end->counts == RunCounts{.added = 2, .rejected = 4, .skipped = 5});
    CHECK(runs[0].end->revision == 1);
    CHECK(runs[0].end->articles == 2);

    // One that changes nothing is a run; the revision stays that of what searches find.
    {
        ArchiveWriter writer(scratch.path(), with_journal("index"));
        writer.add(article_of("a", "Quay", {"The quay."}));
        writer.finish();
        writer.conclude(RunEnd::Outcome::interrupted);
    }
    runs = runs_of(scratch.path());
    REQUIRE(runs.size() == 2);
    CHECK(runs[1].end->outcome == RunEnd::Outcome::interrupted);
    CHECK(runs[1].end->counts == RunCounts{.unchanged = 1});
    CHECK(runs[1].end->revision == 1);

    // One that died says no more; the next stands behind it.
    { const ArchiveWriter writer(scratch.path(), with_journal("index")); }
    {
        ArchiveWriter writer(scratch.path(), with_journal("remove"));
        writer.add(article_of("c", "Pier", {"The pier."}));
        writer.conclude_failed("no luck");
    }
    runs = runs_of(scratch.path());
    REQUIRE(runs.size() == 4);
    CHECK_FALSE(runs[2].end);
    CHECK(runs[3].end->error == "no luck");
    CHECK(runs[3].end->counts == RunCounts{});  // what was in hand is lost
    CHECK(runs[3].end->articles == 2);
}

TEST_CASE("a dry run and a writer without a clock leave no trace in the journal") {
    const ScratchFolder scratch;
    WritingOptions options = with_journal("index");
    options.journal.now = nullptr;
    {
        ArchiveWriter writer(scratch.path(), options);
        writer.add(article_of("a", "Quay", {"The quay."}));
        writer.finish();
        writer.conclude(RunEnd::Outcome::complete);
    }
    options = with_journal("index");
    options.dry_run = true;
    ArchiveWriter writer(scratch.path(), options);
    writer.add(article_of("b", "Mole", {"The mole."}));
    writer.finish();
    writer.conclude(RunEnd::Outcome::complete);
    CHECK(runs_of(scratch.path()).empty());
    CHECK_FALSE(std::filesystem::exists(layout::runs(scratch.path())));
}

}  // namespace dateline
