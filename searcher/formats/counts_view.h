#pragma once

#include <string>

#include "searcher/answer.h"
#include "searcher/buckets.h"
#include "searcher/formats/formatter.h"

namespace dateline {

/// The facet as a small table for reading:
///
///     person: 114 distinct, 20,422 without
///       Ronald Reagan   512
///       James Baker      98
[[nodiscard]] std::string facet_table(const Facet& facet, const OutputSettings& settings);

/// ", beside Steve Witkoff" where a filter asks for him: what he is named with is counted.
[[nodiscard]] std::string beside(const std::vector<std::string>& left_out);

/// The timeline as one bar a bucket, as wide as the terminal (80 columns where there is none). More than
/// three empty ones in a row become one line with "…"; undated articles are counted below the bars.
[[nodiscard]] std::string timeline_bars(const Timeline& timeline, const OutputSettings& settings);

}  // namespace dateline
