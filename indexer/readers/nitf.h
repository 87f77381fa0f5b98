#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// NITF on its own: one article a document.
[[nodiscard]] int recognise_nitf(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_nitf(std::unique_ptr<ByteStream> bytes,
                                                const ReadingContext& context);

}  // namespace dateline
