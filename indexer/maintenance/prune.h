#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "common/archive/run_journal.h"
#include "common/error.h"
#include "indexer/archive/archive_writer.h"

namespace dateline {

/// Whether articles whose file has gone are to be removed.
struct PruneOptions {
    bool confirmed = false;    ///< else they are only counted
    std::uint64_t limit = 10;  ///< percent of the archive: when more would go, none does, see is_too_many
};

struct PruneSummary {
    std::uint64_t articles = 0;      ///< in the archive before
    std::uint64_t gone = 0;          ///< of these, whose file has gone
    bool removed = false;            ///< else they are still there
    bool interrupted = false;        ///< before any was removed
    std::optional<Error> refusal{};  ///< why they may not be removed
};

/// Throws Error when a SOURCE is on another device than it was in the last whole run that read it: then most
/// likely what belongs there is not mounted.
void refuse_other_device(const std::vector<RunEntry>& runs, const std::vector<RunSource>& sources);

/// Takes out of the archive those articles that are filed under a file below one of the sources, which the
/// system says is not there, and that the writer's run, which is finished, has not met elsewhere. Whatever
/// else happens to a file, its articles stay. Paths are streamed: what is kept is four bytes for each article
/// of a file that has gone, and the ids of those that go. Throws Error.
[[nodiscard]] PruneSummary prune_articles(const PruneOptions& options, const std::filesystem::path& archive,
                                          const std::vector<RunSource>& sources, ArchiveWriter& writer,
                                          const std::function<bool()>& stop);

}  // namespace dateline
