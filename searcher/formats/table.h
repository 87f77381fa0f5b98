#pragma once

#include <memory>
#include <span>
#include <string>

#include "searcher/formats/formatter.h"

namespace dateline {

/// Writes one row with its line end.
using RowWriter = void (*)(std::ostream& sink, std::span<const std::string> cells);

/// Tables with a head for the formats that are rows of cells. Hits as a rule; where only counts were asked
/// for (limit 0), the values of the facets, then the buckets of the timeline, an empty line between two
/// tables. Rows with an empty value count what has no row of its own; the column `kind` says what.
[[nodiscard]] std::unique_ptr<Formatter> make_table(std::ostream& sink, RowWriter write_row);

}  // namespace dateline
