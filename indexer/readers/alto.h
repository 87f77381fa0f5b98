#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// ALTO on its own: one article a page. A page that a METS file beside it names is passed over, because the
/// METS file knows its day, its paper and its articles, and is read with it (see mets.h).
[[nodiscard]] int recognise_alto(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_alto(std::unique_ptr<ByteStream> bytes,
                                                const ReadingContext& context);

}  // namespace dateline
