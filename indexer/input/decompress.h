#pragma once

#include <memory>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// Undoes the compression that the first bytes of the stream show: gzip, zstd, xz or bzip2, one inside
/// another up to a handful of layers. Everything else, an empty stream too, passes through untouched. Only
/// whole signatures count, so that text which happens to begin with "BZh" stays text.
///
/// A stream that was cut off gives Error "truncated ... data", a broken one "damaged ... data", and both only
/// after the bytes before that point: all of them for gzip, whole blocks for the others. A bomb, which is
/// what grows by more than `most_expansion` times beyond `unsuspicious_size` (expansion.h), ends in Error as
/// well.
[[nodiscard]] std::unique_ptr<ByteStream> decompressed(std::unique_ptr<ByteStream> bytes);

}  // namespace dateline
