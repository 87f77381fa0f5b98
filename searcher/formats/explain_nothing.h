#pragma once

#include <string>
#include <vector>

#include "searcher/answer.h"

namespace dateline {

/// Why no article matches and what is shown instead, a line each, for standard error; none when something
/// matches. Safe for a terminal.
///
///     no article has all 3 words; showing 12 that have 2
///     articles with each word: abu 123, dhabi 120, xyzzy none
///     filters: person Steve Witkoff, published 2026-01-20..
[[nodiscard]] std::vector<std::string> explain_nothing(const Answer& answer);

}  // namespace dateline
