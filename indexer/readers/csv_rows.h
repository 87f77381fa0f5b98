#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/input/byte_buffer.h"

namespace dateline {

/// One row of a table, its values still in the bytes of the file.
struct CsvRow {
    std::vector<std::string> values;
    std::uint64_t line = 0;    ///< its first line, from 1
    std::uint64_t offset = 0;  ///< of its first byte in the stream
    std::string problem;       ///< why it is none; `values` mean nothing then
    std::string hint;
    std::string note;  ///< what was odd and read all the same
};

/// Cuts a stream into rows whose values are apart by one byte: RFC 4180 with any line ends. A value in
/// quotation marks may hold separators, line ends and doubled quotation marks. Blank lines are no rows.
///
/// Quotation marks that make no sense are tried once more within the first line alone, as text: so
/// `"He said "no"", 7` is read. Where that gives no row of the right width either, that line is the problem
/// and reading goes on at the next one, so that a mark that is never closed costs one line and not the file.
/// A row of several lines and of a wrong width ends where a line inside it is a row of the right width.
/// Memory is bounded by `longest`, time by the size of the stream.
class CsvRows {
public:
    CsvRows(std::unique_ptr<ByteStream> bytes, char separator, std::size_t longest);

    /// The next row; false at the end.
    [[nodiscard]] bool next(CsvRow& row);

    /// How many values a row must have; none known: any number. Empty values too many at the end are dropped.
    void expect(std::size_t columns) { columns_ = columns; }

private:
    enum class End { row, stray_quote, unclosed, too_long };

    [[nodiscard]] End scan(std::vector<std::string>& values);
    [[nodiscard]] bool take_quoted(std::string& value, End& end);
    [[nodiscard]] bool has_byte(std::size_t at);
    [[nodiscard]] bool fits(std::vector<std::string>& values) const;
    [[nodiscard]] std::size_t row_inside(std::size_t size) const;
    void refuse(CsvRow& row, End end);
    void go_on_at(std::size_t size);

    ByteBuffer buffer_;
    char separator_;
    std::size_t longest_;
    std::size_t columns_ = 0;
    std::size_t at_ = 0;              ///< of the scan, from the first byte held
    std::uint64_t read_in_vain_ = 0;  ///< bytes that were scanned and are to be scanned again
};

/// The values of one line, where quotation marks that make no sense are text.
[[nodiscard]] std::vector<std::string> csv_values_of_line(std::string_view line, char separator);

}  // namespace dateline
