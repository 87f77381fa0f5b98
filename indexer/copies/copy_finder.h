#pragma once

#include <filesystem>
#include <vector>

#include "common/archive/dead.h"
#include "indexer/copies/candidates.h"

namespace dateline {

/// A part that copies are looked for in.
struct SearchedPart {
    std::filesystem::path folder;
    std::uint64_t documents = 0;
    const DeadList* dead = nullptr;  ///< in order
};

/// A segment that the last part was made of.
struct SearchedSegment {
    std::filesystem::path folder;
    std::uint64_t documents = 0;
};

/// Two documents of which one is a copy of the other.
struct CopyPair {
    PartDocument one;
    PartDocument other;
};

/// The copies among the living of all parts that the living documents of the last part have. Documents are
/// looked at that were published within `window` days of each other, or that are both undated. Parts but the
/// last are read only where they may have a copy. So many threads compare, at least 1; the answer is the same
/// with any number. Throws Error.
[[nodiscard]] std::vector<CopyPair> find_copies(const std::vector<SearchedPart>& parts,
                                                const std::vector<SearchedSegment>& segments, unsigned window,
                                                std::size_t threads);

}  // namespace dateline
