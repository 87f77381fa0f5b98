#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace dateline {

/// Bytes that a number needs; none for 0.
[[nodiscard]] constexpr unsigned width_of(std::uint64_t number) {
    return (static_cast<unsigned>(std::bit_width(number)) + 7) / 8;
}

/// The number in so many bytes, the least significant first. Eight bytes must be there to be read.
template <unsigned width>
[[nodiscard]] std::uint64_t number_at(const char* bytes) {
    static_assert(width < 8);
    std::uint64_t number = 0;
    std::memcpy(&number, bytes, sizeof number);
    if constexpr (std::endian::native == std::endian::big) number = __builtin_bswap64(number);
    return number & ((std::uint64_t{1} << 8 * width) - 1);
}

/// Numbers side by side on disk, all in as many bytes, the least significant first. Where these are none, all
/// numbers are 0.
class NumberArray {
public:
    NumberArray() = default;

    /// Fewer than eight bytes a number; eight behind the last must be there to be read, whatever they are.
    NumberArray(const char* begin, unsigned width)
        : begin_(begin), width_(width), mask_((std::uint64_t{1} << 8 * width) - 1) {}

    [[nodiscard]] std::uint64_t operator[](std::size_t place) const {
        return number_at<7>(at(place)) & mask_;
    }

    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] const char* at(std::size_t place) const { return begin_ + place * width_; }

private:
    const char* begin_ = nullptr;
    std::size_t width_ = 0;
    std::uint64_t mask_ = 0;
};

/// Appends numbers as such an array has them.
template <typename Number>
void put_numbers(std::string& to, const std::vector<Number>& numbers, unsigned width) {
    for (const std::uint64_t number : numbers) {
        for (unsigned shift = 0; shift < 8 * width; shift += 8) to += static_cast<char>(number >> shift);
    }
}

}  // namespace dateline
