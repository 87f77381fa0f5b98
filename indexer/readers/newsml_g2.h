#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// NewsML-G2: items of every kind, alone or in a newsMessage; a record an item.
[[nodiscard]] int recognise_newsml_g2(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_newsml_g2(std::unique_ptr<ByteStream> bytes,
                                                     const ReadingContext& context);

}  // namespace dateline
