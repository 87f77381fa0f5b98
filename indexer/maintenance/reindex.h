#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "indexer/archive/archive_writer.h"

namespace dateline {

struct ReindexOptions {
    std::filesystem::path archive;
    WritingOptions writing;
    /// Called now and then with how many articles are behind us, and of how many; may be empty.
    std::function<void(std::uint64_t done, std::uint64_t all)> on_progress{};
};

struct ReindexSummary {
    std::uint64_t articles = 0;
    std::uint32_t schema_before = 0;
    bool interrupted = false;  ///< by `stop`; then the archive is as it was
};

/// Indexes every living article of an archive anew, out of what the archive stores of it: with this version's
/// analysis, the model and the choice of names in the options, and for an archive of an older schema in this
/// one's. It needs neither the sources nor the old database and names, only manifest, lists of the dead and
/// records. An archive inside work/ is filled first, and its parts take the place of the old ones in one
/// publication. Throws Error; then, too, all is as it was.
[[nodiscard]] ReindexSummary reindex_archive(const ReindexOptions& options,
                                             const std::function<bool()>& stop);

}  // namespace dateline
