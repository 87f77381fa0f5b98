#pragma once

#include <cstdint>
#include <filesystem>

namespace dateline {

/// Copies an archive as it is at this moment into a folder that does not exist yet, while runs and searches
/// go on. Files that never change are hard links where the file system allows it, so that a backup on the
/// same disk takes next to no space; it protects against a run that went wrong, not against a disk that did.
/// The folder is there whole or not at all. Returns the number of articles. Throws Error.
[[nodiscard]] std::uint64_t back_up(const std::filesystem::path& archive,
                                    const std::filesystem::path& target);

}  // namespace dateline
