#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace dateline::entities {

/// Stirs all bits of a number (the finaliser has full avalanche). Hashes are in model files: a change here
/// is a new feature version.
[[nodiscard]] constexpr std::uint64_t stir(std::uint64_t value) {
    value ^= value >> 32;
    value *= 0xD6E8FEB86659FD93ULL;
    value ^= value >> 32;
    value *= 0xD6E8FEB86659FD93ULL;
    value ^= value >> 32;
    return value;
}

/// An ordered pair of hashes as one.
[[nodiscard]] constexpr std::uint64_t join(std::uint64_t first, std::uint64_t second) {
    return stir(first * 0x9E3779B97F4A7C15ULL + second + 0x632BE59BD9B4E019ULL);
}

/// Hash of some bytes, eight at a time; little endian machines only, like the model file.
[[nodiscard]] inline std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0) {
    std::uint64_t hash = ((seed + 1) * 0xA0761D6478BD642FULL) ^ (bytes.size() * 0x9E3779B97F4A7C15ULL);
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    while (left >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93ULL;
        hash ^= hash >> 29;
        at += 8;
        left -= 8;
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93ULL;
    }
    return stir(hash);
}

}  // namespace dateline::entities
