#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0: one article an entry. Broken XML is read as far as it goes.
[[nodiscard]] int recognise_feed(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_feed(std::unique_ptr<ByteStream> bytes,
                                                const ReadingContext& context);

}  // namespace dateline
