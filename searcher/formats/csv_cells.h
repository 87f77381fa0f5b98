#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace dateline {

/// Writes a row as RFC 4180 has it, with its line end; the values themselves are never altered.
void write_csv_row(std::ostream& sink, std::span<const std::string> cells);

/// Writes a row with tabs between the cells. Nothing quotes a tab or a line end, so in a cell each becomes a
/// space.
void write_tsv_row(std::ostream& sink, std::span<const std::string> cells);

}  // namespace dateline
