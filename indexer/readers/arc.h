#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// Sure of what begins with "filedesc://".
[[nodiscard]] int recognise_arc(std::string_view head);

/// Reads a web archive in ARC, version 1 or 2, the form before WARC, as `open_warc` reads that one.
[[nodiscard]] std::unique_ptr<Reader> open_arc(std::unique_ptr<ByteStream> bytes,
                                               const ReadingContext& context);

}  // namespace dateline
