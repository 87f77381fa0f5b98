#include "common/hash.h"

#include <bit>
#include <cstring>

namespace dateline {
namespace {

__extension__ using Wide = unsigned __int128;

// Odd numbers with as many ones as zeros, taken from the binary digits of the square roots of 2, 3, 5 and 7.
constexpr std::uint64_t key_a = 0x6a09e667f3bcc909;
constexpr std::uint64_t key_b = 0xbb67ae8584caa73b;
constexpr std::uint64_t key_c = 0x3c6ef372fe94f82b;
constexpr std::uint64_t key_d = 0xa54ff53a5f1d36f1;

/// Both halves of the product, folded together: every bit of either factor reaches every bit of it.
constexpr std::uint64_t mix(std::uint64_t x, std::uint64_t y) {
    const Wide product = static_cast<Wide>(x) * y;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Eight bytes as a little-endian number, whatever the machine.
std::uint64_t word_at(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
}

struct Lanes {
    std::uint64_t first;
    std::uint64_t second;

    /// Takes in 32 bytes. Each lane also adds what it saw, so that a product of zero loses nothing.
    void take(const char* block) {
        const std::uint64_t w0 = word_at(block);
        const std::uint64_t w1 = word_at(block + 8);
        const std::uint64_t w2 = word_at(block + 16);
        const std::uint64_t w3 = word_at(block + 24);
        first = std::rotl(first + w2, 29) ^ mix(w0 ^ key_a, w1 ^ first);
        second = std::rotl(second + w1, 31) ^ mix(w2 ^ key_b, w3 ^ second);
    }
};

}  // namespace

Hash128 hash128(std::string_view bytes) {
    const auto size = static_cast<std::uint64_t>(bytes.size());
    Lanes lanes{mix(size ^ key_c, key_a), mix(size ^ key_d, key_b)};
    while (bytes.size() >= 32) {
        lanes.take(bytes.data());
        bytes.remove_prefix(32);
    }
    if (!bytes.empty()) {
        // The size is in the lanes from the start: zeros at the end of the bytes and these differ.
        char last[32] = {};
        std::memcpy(last, bytes.data(), bytes.size());
        lanes.take(last);
    }
    const std::uint64_t high = mix(lanes.first ^ key_c, std::rotl(lanes.second, 17) ^ key_d) + lanes.second;
    const std::uint64_t low = mix(lanes.second ^ key_a, std::rotl(lanes.first, 43) ^ key_b) + lanes.first;
    return {mix(high ^ key_b, low ^ key_d) ^ high, mix(low ^ key_c, high ^ key_a) ^ low};
}

std::string to_hex(Hash128 hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(32, '0');
    for (std::size_t place = 0; place < 16; ++place) {
        text[15 - place] = digits[hash.high >> (4 * place) & 15];
        text[31 - place] = digits[hash.low >> (4 * place) & 15];
    }
    return text;
}

}  // namespace dateline
