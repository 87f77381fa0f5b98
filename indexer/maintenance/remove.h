#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/archive/archive_writer.h"

namespace dateline {

/// Which articles are to go, and how sure one is.
struct RemovalOptions {
    std::filesystem::path archive;
    std::vector<std::string> ids;
    /// Gives more ids, those that a query finds; may be empty. Called when no other run can change the
    /// archive, if articles are to be removed.
    std::function<std::vector<std::string>()> find_ids{};
    bool confirmed = false;    ///< else it is only counted
    std::uint64_t limit = 10;  ///< percent of the archive: when more would go, none does, see is_too_many
    WritingOptions writing;
};

struct RemovalSummary {
    std::uint64_t articles = 0;        ///< in the archive before
    std::uint64_t removed = 0;         ///< or to be removed
    std::vector<std::string> unknown;  ///< ids that no article has
};

/// Takes articles out of an archive. What they took on disk goes when so much is dead that parts are written
/// anew. Throws Error when more would go than the limit allows, and then removes nothing.
[[nodiscard]] RemovalSummary remove_articles(const RemovalOptions& options);

}  // namespace dateline
