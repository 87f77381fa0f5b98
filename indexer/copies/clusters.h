#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "common/archive/copies.h"
#include "common/archive/dead.h"
#include "common/archive/manifest.h"
#include "indexer/copies/copy_finder.h"

namespace dateline {

/// What a publication changes in the lists of copies of all parts. The dead leave them; each pair of copies
/// comes into one cluster, so that two clusters which a pair joins become one, under the lesser number; a
/// cluster of which one member is left is none. New clusters get their numbers from `next_cluster` on. All
/// lists are in order, `copies` and `dead` in the order of the parts.
void settle_clusters(std::vector<CopyList>& copies, const std::vector<DeadList>& dead,
                     const std::vector<CopyPair>& pairs, std::uint64_t& next_cluster);

/// The lists of copies of the parts that the next manifest shall name, and which of them are new.
class CopyLists {
public:
    /// As they are on disk, for the parts of a manifest.
    void assign(std::vector<CopyList> lists);

    [[nodiscard]] const CopyList& of_part(std::size_t part) const { return lists_[part]; }

    /// Takes parts out and puts, if there is one, a new one at the end.
    void replace_parts(const std::vector<std::size_t>& indexes, const CopyList* by);

    void settle(const std::vector<DeadList>& dead, const std::vector<CopyPair>& pairs,
                std::uint64_t& next_cluster);

    /// Writes the lists that are not as they were on disk, and enters them in the manifest, whose revision is
    /// the next one. Throws Error.
    void save(const std::filesystem::path& archive, Manifest& manifest);

private:
    std::vector<CopyList> lists_;
    std::vector<bool> changed_;
};

}  // namespace dateline
