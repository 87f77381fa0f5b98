#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "indexer/archive/archive_writer.h"
#include "indexer/maintenance/prune.h"
#include "indexer/reading.h"

namespace dateline {

/// One run of the indexer, as asked for.
struct RunOptions {
    ReadingOptions reading;
    std::filesystem::path archive;
    WritingOptions writing;
    std::optional<PruneOptions> prune;
};

/// What a run has done.
struct RunSummary : ReadingCounts {
    std::uint64_t added = 0;
    std::uint64_t updated = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t older = 0;  ///< left out: the archive has a later version
    /// Articles that this run took and then replaced by another of the same id and other content.
    std::uint64_t replaced_in_run = 0;
    std::uint64_t moved = 0;              ///< of the unchanged: the file they came from has gone
    std::optional<PruneSummary> prune{};  ///< what was asked for and not refused outright
};

/// Hears of what a run meets while it goes on.
class RunObserver : public ReadingObserver {
public:
    /// The article at `place` took the place of another one that this run has read, whose id it has and whose
    /// content it has not. Known only some articles later.
    virtual void replaced(const std::string& place, const std::string& id) = 0;
};

/// Reads the sources into the archive. `stop` is asked after every record: once it says true, the run
/// publishes what it has and ends. Pruning may be
/// refused when all is read and published. Throws Error when the run as a whole cannot go on: a source that
/// is missing or, where it is to be pruned, on another device, an archive that cannot be written, no article
/// in all of the input.
[[nodiscard]] RunSummary run_indexer(const RunOptions& options, RunObserver& observer,
                                     const std::function<bool()>& stop);

}  // namespace dateline
