#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// The SGML of the collection Reuters-21578: newswire stories of 1987.
[[nodiscard]] int recognise_reuters(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_reuters(std::unique_ptr<ByteStream> bytes,
                                                   const ReadingContext& context);

}  // namespace dateline
