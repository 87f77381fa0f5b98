#include "indexer/run.h"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "common/archive/manifest.h"
#include "common/error.h"
#include "indexer/input/visible.h"
#include "indexer/run_sources.h"

namespace dateline {

namespace {

/// One line for the journal.
std::string told_shortly(const std::exception& error) {
    constexpr std::size_t most = 400;
    const auto* ours = dynamic_cast<const Error*>(&error);
    const std::string place = ours && !ours->place().empty() ? ours->place() + ": " : "";
    return visible((place + error.what()).substr(0, most));
}

std::vector<RunEntry> runs_so_far(const std::filesystem::path& archive) {
    const std::optional<Manifest> manifest = read_manifest(archive);
    return manifest ? read_runs(archive, *manifest) : std::vector<RunEntry>{};
}

PruneSummary prune(const RunOptions& options, const ReadingCounts& counts,
                   const std::vector<RunSource>& sources, ArchiveWriter& writer,
                   const std::function<bool()>& stop) {
    if (counts.unreadable == 0) {
        PruneOptions pruning = *options.prune;
        pruning.confirmed = pruning.confirmed && !options.writing.dry_run;
        return prune_articles(pruning, options.archive, sources, writer, stop);
    }
    PruneSummary summary;
    summary.refusal = Error(fmt::format("{} of the files and folders could not be read, so that nobody knows "
                                        "which articles have gone: nothing is pruned",
                                        counts.unreadable),
                            "what could be read is in the archive; make the rest readable and run again");
    return summary;
}

void conclude(ArchiveWriter& writer, const RunSummary& summary) {
    if (summary.prune && summary.prune->refusal) {
        return writer.conclude_failed(told_shortly(*summary.prune->refusal), summary.rejected,
                                      summary.skipped);
    }
    writer.conclude(summary.interrupted ? RunEnd::Outcome::interrupted : RunEnd::Outcome::complete, {},
                    summary.rejected, summary.skipped);
}

}  // namespace

RunSummary run_indexer(const RunOptions& options, RunObserver& observer, const std::function<bool()>& stop) {
    SourceReading reading(options.reading, observer, stop);
    WritingOptions writing = options.writing;
    writing.on_replaced = [&](const std::string& place, const std::string& id) {
        observer.replaced(place, id);
    };
    writing.on_older = [&](const std::string& place, const std::string& id) {
        observer.noted(place, "older than what the archive has as " + id + "; left out");
    };
    const std::vector<RunSource> sources = run_sources(options.reading.sources);
    writing.journal.entry.sources = sources;
    ArchiveWriter writer(options.archive, std::move(writing));
    try {
        if (options.prune) refuse_other_device(runs_so_far(options.archive), sources);
        RunSummary summary;
        static_cast<ReadingCounts&>(summary) = reading.read(
            [&](Article article, const std::string& place) { writer.add(std::move(article), place); });
        writer.finish();
        if (summary.read == 0 && !summary.interrupted) {
            throw Error("no article in all of the input", "the archive is as it was");
        }
        if (options.prune && !summary.interrupted) {
            summary.prune = prune(options, summary, sources, writer, stop);
            summary.interrupted = summary.prune->interrupted;
        }
        const WritingCounts counts = writer.counts();
        summary.added = counts.added;
        summary.updated = counts.updated;
        summary.unchanged = counts.unchanged;
        summary.older = counts.older;
        summary.replaced_in_run = counts.replaced_in_run;
        summary.moved = counts.moved;
        conclude(writer, summary);
        return summary;
    } catch (const std::exception& error) {
        writer.conclude_failed(told_shortly(error), reading.counts().rejected, reading.counts().skipped);
        throw;
    }
}

}  // namespace dateline
