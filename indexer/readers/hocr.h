#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// hOCR: pages of recognised print as HTML; one article a page.
[[nodiscard]] int recognise_hocr(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_hocr(std::unique_ptr<ByteStream> bytes,
                                                const ReadingContext& context);

}  // namespace dateline
