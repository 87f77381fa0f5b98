#include "indexer/run.h"

#include <utility>

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
    writing.journal.entry.sources = run_sources(options.reading.sources);
    ArchiveWriter writer(options.archive, std::move(writing));

    try {
        RunSummary summary;
        static_cast<ReadingCounts&>(summary) = reading.read(
            [&](Article article, const std::string& place) { writer.add(std::move(article), place); });
        writer.finish();
        const WritingCounts counts = writer.counts();
        summary.added = counts.added;
        summary.updated = counts.updated;
        summary.unchanged = counts.unchanged;
        summary.older = counts.older;
        summary.replaced_in_run = counts.replaced_in_run;
        if (summary.read == 0 && !summary.interrupted) {
            throw Error("no article in all of the input", "the archive is as it was");
        }
        writer.conclude(summary.interrupted ? RunEnd::Outcome::interrupted : RunEnd::Outcome::complete, {},
                        summary.rejected, summary.skipped);
        return summary;
    } catch (const std::exception& error) {
        writer.conclude_failed(told_shortly(error), reading.counts().rejected, reading.counts().skipped);
        throw;
    }
}

}  // namespace dateline
