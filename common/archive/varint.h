#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// Appends a number, seven bits a byte, least significant first; the top bit says that more follows.
inline void put_varint(std::string& to, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) to += static_cast<char>(number | 0x80);
    to += static_cast<char>(number);
}

/// Takes a number off the front; nothing when the bytes end within it or it does not fit.
inline std::optional<std::uint64_t> take_varint(std::string_view& from) {
    if (!from.empty() && static_cast<std::uint8_t>(from.front()) < 0x80) {
        const auto small = static_cast<std::uint8_t>(from.front());
        from.remove_prefix(1);
        return small;
    }
    std::uint64_t number = 0;
    for (int shift = 0; shift < 64 && !from.empty(); shift += 7) {
        const auto byte = static_cast<std::uint8_t>(from.front());
        from.remove_prefix(1);
        if (shift == 63 && byte > 1) return std::nullopt;
        number |= std::uint64_t{byte & 0x7Fu} << shift;
        if (byte < 0x80) return number;
    }
    return std::nullopt;
}

/// Appends a number in eight bytes, least significant first.
inline void put_eight_bytes(std::string& to, std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) to += static_cast<char>(number >> shift);
}

/// The number that the first eight of the bytes are; there must be as many.
[[nodiscard]] inline std::uint64_t eight_bytes_at(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = 8; i-- > 0;) number = number << 8 | static_cast<std::uint8_t>(bytes[i]);
    return number;
}

/// Signed numbers as unsigned ones, small where they are near zero.
constexpr std::uint64_t zigzag(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

constexpr std::int64_t unzigzag(std::uint64_t number) {
    return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

}  // namespace dateline
