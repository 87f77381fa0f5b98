#pragma once

#include <filesystem>
#include <string_view>

#include "common/cli/settings.h"

namespace dateline {

/// Where a file of the program's own is, "authority.txt": in $DATELINE_SHARE; else in share/dateline beside
/// the folder of `program`, which is the path of the running program, so that a tree that was moved still
/// finds its own; else in the folder that the build was made to be installed to. The last of these when none
/// has it: whoever opens it says so.
[[nodiscard]] std::filesystem::path data_file(std::string_view name, const std::filesystem::path& program,
                                              const Environment& environment);

}  // namespace dateline
