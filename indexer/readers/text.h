#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// Plain text, one article a file: front matter or headers if there are any, a line for the title,
/// paragraphs.
[[nodiscard]] int recognise_text(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_text(std::unique_ptr<ByteStream> bytes,
                                                const ReadingContext& context);

}  // namespace dateline
