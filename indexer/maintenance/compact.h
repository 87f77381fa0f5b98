#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "indexer/archive/archive_writer.h"

namespace dateline {

/// What an archive takes on disk.
struct ArchiveSize {
    std::uint64_t parts = 0;
    std::uint64_t dead = 0;  ///< replaced or removed articles that are still on disk
    std::uint64_t bytes = 0;

    bool operator==(const ArchiveSize&) const = default;
};

struct CompactSummary {
    ArchiveSize before;
    ArchiveSize after;
    bool interrupted = false;  ///< by `stop`; then all is as it was
};

/// Makes one part of all parts of an archive, without the articles that were replaced or removed. Searches go
/// on with what they have open; the new part takes the place of the old ones in one publication. Throws
/// Error.
[[nodiscard]] CompactSummary compact_archive(const std::filesystem::path& archive,
                                             const WritingOptions& options,
                                             const std::function<bool()>& stop);

}  // namespace dateline
