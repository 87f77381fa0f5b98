#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// METS with ALTO: an issue of a newspaper. Reads the ALTO files that the METS file names, where they lie
/// beside or below it; nothing else is opened. One article for each that is marked on the pages, and one for
/// what is left of each page; without marked articles, one a page.
[[nodiscard]] int recognise_mets(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_mets(std::unique_ptr<ByteStream> bytes,
                                                const ReadingContext& context);

}  // namespace dateline
