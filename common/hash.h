#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// 128 bits that stand for some bytes. On disk, in fingerprints and in the ids of articles that have none:
/// the same bytes give the same value for ever, on every machine. Not a secret and not a seal: whoever wants
/// two texts with one value can make them.
struct Hash128 {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const Hash128&) const = default;
};

[[nodiscard]] Hash128 hash128(std::string_view bytes);

/// 32 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(Hash128 hash);

}  // namespace dateline
