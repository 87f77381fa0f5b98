#pragma once

#include <string>

#include "searcher/query/syntax_tree.h"

namespace dateline {

/// The query in its one canonical spelling, with all defaults written out and dates as days:
///
///     typed:  talks, AND “Abu  Dhabi” NOT date:2026-01
///     print:  talks "Abu Dhabi" -published:2026-01-01..2026-01-31
///
/// What `parse_query` gives comes back equal when its print is parsed, as long as that stays within the
/// bounds of a query (a print can be a little longer than what was typed). Words of `parse_plain_words`
/// that would be read as more than a word come out quoted.
[[nodiscard]] std::string print_query(const Node& query);

}  // namespace dateline
