#pragma once

#include <memory>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// The content of a stream of gzip members. Read with zlib itself: libarchive's filter drops up to 64 KiB
/// of good bytes before the place where a file was cut off, and those are articles.
[[nodiscard]] std::unique_ptr<ByteStream> gunzipped(std::unique_ptr<ByteStream> compressed);

}  // namespace dateline
