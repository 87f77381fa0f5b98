#pragma once

#include <string>
#include <vector>

#include "common/archive/run_journal.h"

namespace dateline {

/// The SOURCEs of a run by the paths that do not depend on how they were named or from where, and what device
/// each is on. One that is not there keeps its name.
[[nodiscard]] std::vector<RunSource> run_sources(const std::vector<std::string>& sources);

}  // namespace dateline
