#include "searcher/formats/csv_cells.h"

#include <algorithm>
#include <ostream>

namespace dateline {

namespace {

void append_cell(std::string& to, std::string_view value) {
    const bool blank_ends = !value.empty() && (value.front() == ' ' || value.back() == ' ');
    if (!blank_ends && value.find_first_of("\",\r\n") == std::string_view::npos) {
        to += value;
        return;
    }
    to += '"';
    for (const char c : value) to.append(c == '"' ? 2 : 1, c);
    to += '"';
}

}  // namespace

void write_csv_row(std::ostream& sink, std::span<const std::string> cells) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) row += ',';
        append_cell(row, cells[i]);
    }
    sink << row << "\r\n";
}

void write_tsv_row(std::ostream& sink, std::span<const std::string> cells) {
    std::string row;
    for (const std::string& cell : cells) {
        if (&cell != cells.data()) row += '\t';
        row += cell;
        std::replace_if(
            row.end() - static_cast<std::ptrdiff_t>(cell.size()), row.end(),
            [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    }
    sink << row << '\n';
}

}  // namespace dateline
