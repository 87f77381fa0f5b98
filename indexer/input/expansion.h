#pragma once

#include <cstdint>
#include <memory>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// What went into decompression and what came out of it. Honest files do not grow by more than some ten
/// times; what grows by hundreds is made to fill memory, disk or time.
struct Expansion {
    std::uint64_t in = 0;
    std::uint64_t out = 0;
};

/// So much may come out of anything, however little went in: 128 MiB.
inline constexpr std::uint64_t unsuspicious_size = std::uint64_t{128} << 20;

/// Beyond it, so many bytes may come out for one that went in. Zeros by gzip give a thousand.
inline constexpr std::uint64_t most_expansion = 500;

/// The same stream, whose bytes are counted as having gone in.
[[nodiscard]] std::unique_ptr<ByteStream> counted_in(std::unique_ptr<ByteStream> bytes,
                                                     std::shared_ptr<Expansion> expansion);

/// The same stream, whose bytes are counted as having come out; it throws Error where they are too many.
[[nodiscard]] std::unique_ptr<ByteStream> counted_out(std::unique_ptr<ByteStream> bytes,
                                                      std::shared_ptr<Expansion> expansion);

/// True once more has come out than an honest file holds.
[[nodiscard]] bool is_bomb(const Expansion& expansion);

}  // namespace dateline
