#include "indexer/run.h"

#include <utility>

#include "common/error.h"

namespace dateline {

RunSummary run_indexer(const RunOptions& options, RunObserver& observer, const std::function<bool()>& stop) {
    SourceReading reading(options.reading, observer, stop);
    WritingOptions writing = options.writing;
    writing.on_replaced = [&](const std::string& place, const std::string& id) {
        observer.replaced(place, id);
    };
    writing.on_older = [&](const std::string& place, const std::string& id) {
        observer.noted(place, "older than what the archive has as " + id + "; left out");
    };
    ArchiveWriter writer(options.archive, std::move(writing));

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
    return summary;
}

}  // namespace dateline
