#pragma once

#include <memory>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// The content of a stream of zstd frames, frames to be skipped among them. A dictionary in the first frame,
/// as web archives have it (.warc.zst), is used for all that follow. Read with libzstd itself: libarchive's
/// filter knows neither. Throws Error "truncated ..." or "damaged zstd data" after everything before that
/// point.
[[nodiscard]] std::unique_ptr<ByteStream> unzstd(std::unique_ptr<ByteStream> compressed);

}  // namespace dateline
