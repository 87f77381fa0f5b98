#pragma once

#include <iosfwd>

#include "searcher/analysis.h"

namespace dateline {

/// A line for each way the query is written, and one for each part with its number of articles.
void write_analysis_text(std::ostream& sink, const Analysis& analysis);

/// The same as one object; see docs/json.md.
void write_analysis_json(std::ostream& sink, const Analysis& analysis);

}  // namespace dateline
