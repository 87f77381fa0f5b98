#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// Sure of text whose first row names at least two fields, a title or a text among them, apart by commas,
/// tabs, semicolons or bars, and is followed by rows of its width. Prose has no such line.
[[nodiscard]] int recognise_csv(std::string_view head);

/// Reads a table, an article a row; the header's columns are keys as in JSON. A row with more or fewer
/// columns than the header is rejected, one without any value is skipped; for quotation marks see CsvRows.
/// Throws Error when the header names no title and no text.
[[nodiscard]] std::unique_ptr<Reader> open_csv(std::unique_ptr<ByteStream> bytes,
                                               const ReadingContext& context);

}  // namespace dateline
