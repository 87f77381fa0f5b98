#pragma once

#include <filesystem>
#include <vector>

#include "common/archive/dead.h"
#include "common/archive/manifest.h"
#include "indexer/archive/merge.h"
#include "indexer/copies/copy_finder.h"

namespace dateline {

/// The copies that living articles of the manifest's last part have, which was made of these segments and is
/// not published yet, among the living of all its parts. `dead` is in the order of the parts, each list in
/// order. None when the window is 0 days. Throws Error.
[[nodiscard]] std::vector<CopyPair> copies_of_new_part(const std::filesystem::path& archive,
                                                       const Manifest& manifest,
                                                       const std::vector<DeadList>& dead,
                                                       const std::vector<Piece>& segments, unsigned window,
                                                       std::size_t threads);

}  // namespace dateline
