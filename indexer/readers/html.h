#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// A web page as it was saved, one article a file.
[[nodiscard]] int recognise_html(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_html(std::unique_ptr<ByteStream> bytes,
                                                const ReadingContext& context);

}  // namespace dateline
