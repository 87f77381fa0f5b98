#pragma once

#include <string>
#include <vector>

#include "searcher/answer.h"

namespace dateline {

/// Why no article matches and what is shown instead, a line each, for standard error; none when something
/// matches, but for the second query of a timeline. Safe for a terminal.
///
///     no article has all 3 words; showing 12 that have 2
///     articles with each word: abu 123, dhabi 120, xyzzy none
///     articles of each filter: person Steve Witkoff 13, published 2026-01-20.. 812
///     with talks ceasefire instead of talks NEAR/3 ceasefire there would be 2 articles
///     without xyzzy there would be 3 articles
///     none of the 812 articles of 2026-01-20.. matches the rest; nearest: 1 article on 2026-01-19
///     did you mean Xyza (12 articles) instead of xyzzy?
[[nodiscard]] std::vector<std::string> explain_nothing(const Answer& answer);

}  // namespace dateline
