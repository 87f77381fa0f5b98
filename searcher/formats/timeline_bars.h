#pragma once

#include <string>

#include "searcher/answer.h"
#include "searcher/formats/formatter.h"

namespace dateline {

/// The timeline as one bar a bucket, as wide as the terminal (80 columns where there is none), with the share
/// of all articles of the bucket where the archive was counted. More than three empty ones in a row become
/// one line with "…"; undated articles are counted below the bars. Where the archive has no article at all,
/// it says so.
[[nodiscard]] std::string timeline_bars(const Timeline& timeline, const OutputSettings& settings);

/// Two of them bar below bar, with a line for each query that says which is which.
[[nodiscard]] std::string compared_bars(const std::string& query, const Timeline& timeline,
                                        const Comparison& comparison, const OutputSettings& settings);

}  // namespace dateline
