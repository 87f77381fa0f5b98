#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <ostream>

namespace dateline {

/// Writes every article of an archive as JSON Lines, with what its source said and without the names that
/// were found in it, so that another archive can be made of it. Returns how many. Ends early when `stop` says
/// so. Throws Error.
[[nodiscard]] std::uint64_t export_articles(const std::filesystem::path& archive, std::ostream& out,
                                            const std::function<bool()>& stop);

}  // namespace dateline
