#pragma once

#include <functional>
#include <ostream>

#include "indexer/reading.h"

namespace dateline {

/// Writes the articles of all sources as they were read, one a line, in the form that the reader of JSON
/// Lines takes. Throws Error when there is none.
[[nodiscard]] ReadingCounts convert_articles(const ReadingOptions& options, ReadingObserver& observer,
                                             const std::function<bool()>& stop, std::ostream& out);

}  // namespace dateline
