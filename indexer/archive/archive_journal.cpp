#include <utility>

#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "common/error.h"
#include "common/version.h"
#include "indexer/archive/archive_writer.h"

namespace dateline {

/// Searches see the same articles as before: the revision stays.
void ArchiveWriter::write_journal(Manifest manifest, std::string_view line) {
    append_run_line(folder_, manifest, line);
    sync_path(folder_);
    write_manifest(folder_, manifest);
    manifest_.runs_bytes = manifest.runs_bytes;
    manifest_.runs_hash = manifest.runs_hash;
}

void enter_whole_run(const std::filesystem::path& archive, Manifest& next, const Journalling& journal) {
    if (!journal.now) return;
    RunEntry entry = journal.entry;
    entry.tool = version;
    RunEnd end;
    end.time = journal.now();
    end.revision = next.revision;
    end.articles = next.live_articles();
    append_run_line(archive, next, begin_line(entry) + end_line(end));
}

/// At once, not with the first publication: a run that was killed before it is to be seen, too.
void ArchiveWriter::begin_run() {
    if (!options_.journal.now) return;
    RunEntry entry = options_.journal.entry;
    entry.tool = version;
    if (entry.sources.size() > most_sources) {
        entry.more_sources = entry.sources.size() - most_sources;
        entry.sources.resize(most_sources);
    }
    write_journal(manifest_, begin_line(entry));
    in_journal_ = true;
}

void ArchiveWriter::conclude(RunEnd::Outcome outcome, std::string error, std::uint64_t rejected,
                             std::uint64_t skipped) {
    if (!std::exchange(in_journal_, false)) return;
    // After a failure ours may say what never came to be; what is on disk counts.
    std::optional<Manifest> manifest = read_manifest(folder_);
    if (!manifest) throw Error("the archive is gone").at(folder_.string());
    RunEnd end;
    end.time = options_.journal.now();
    end.outcome = outcome;
    end.error = std::move(error);
    const WritingCounts& done = outcome == RunEnd::Outcome::failed ? published_counts_ : counts_;
    end.counts = {.added = done.added,
                  .updated = done.updated,
                  .unchanged = done.unchanged,
                  .moved = done.moved,
                  .older = done.older,
                  .removed = done.removed,
                  .rejected = rejected,
                  .skipped = skipped};
    end.revision = manifest->revision;
    end.articles = manifest->live_articles();
    write_journal(std::move(*manifest), end_line(end));
}

void ArchiveWriter::conclude_failed(std::string error, std::uint64_t rejected,
                                    std::uint64_t skipped) noexcept {
    try {
        conclude(RunEnd::Outcome::failed, std::move(error), rejected, skipped);
    } catch (const std::exception&) {
        return;  // the journal says that the run did not end
    }
}

}  // namespace dateline
