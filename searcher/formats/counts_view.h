#pragma once

#include <string>
#include <vector>

#include "searcher/answer.h"
#include "searcher/formats/formatter.h"

namespace dateline {

/// The facet as a small table for reading:
///
///     person: 114 distinct
///     * Ronald Reagan      512
///       James Baker         98
///       (112 others)       700
///       (none)          20,422
///
/// What a filter asks for has a star. Where the facet is held against the archive, "of 2,100" stands behind
/// a count.
[[nodiscard]] std::string facet_table(const Facet& facet, const OutputSettings& settings);

/// ", beside Steve Witkoff" where a filter asks for him: what he is named with is counted.
[[nodiscard]] std::string beside(const std::vector<std::string>& left_out);

}  // namespace dateline
