#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// JSON: one object a line, or one array of objects, or objects over several lines.
[[nodiscard]] int recognise_jsonl(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_jsonl(std::unique_ptr<ByteStream> bytes,
                                                 const ReadingContext& context);

}  // namespace dateline
