#include "indexer/readers/json_repair.h"

#include <array>
#include <cstddef>

namespace dateline {
namespace {

/// Whole numbers with more digits than this may not fit into 64 bits.
constexpr std::size_t safe_digits = 18;

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The code unit of the escape "\uXXXX" at `at`; 0 when there is none.
unsigned escaped_unit(std::string_view json, std::size_t at) {
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return 0;
    unsigned unit = 0;
    for (std::size_t digit = at + 2; digit < at + 6; ++digit) {
        const char c = static_cast<char>(json[digit] | 0x20);
        if (is_digit(json[digit])) {
            unit = unit * 16 + static_cast<unsigned>(json[digit] - '0');
        } else if (c >= 'a' && c <= 'f') {
            unit = unit * 16 + static_cast<unsigned>(c - 'a' + 10);
        } else {
            return 0;
        }
    }
    return unit;
}

constexpr bool is_high(unsigned unit) {
    return unit >= 0xd800 && unit < 0xdc00;
}

constexpr bool is_low(unsigned unit) {
    return unit >= 0xdc00 && unit < 0xe000;
}

/// How many bytes at `at` are a whole number too large for 64 bits, perhaps; else 0.
std::size_t large_number_size(std::string_view json, std::size_t at) {
    std::size_t end = at + (json[at] == '-' ? 1 : 0);
    const std::size_t digits_begin = end;
    while (end < json.size() && is_digit(json[end])) ++end;
    const bool whole = end == json.size() || (json[end] != '.' && (json[end] | 0x20) != 'e');
    return whole && end - digits_begin > safe_digits ? end - at : 0;
}

}  // namespace

bool has_surrogate_escape(std::string_view json) {
    for (std::size_t at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at + 2)) {
        if (at + 3 < json.size() && json[at + 1] == 'u' && (json[at + 2] | 0x20) == 'd') return true;
    }
    return false;
}

std::optional<std::string> repaired_json(std::string_view json) {
    std::string repaired;
    std::size_t copied = 0;
    const auto replace = [&](std::size_t at, std::size_t size, std::string_view by) {
        repaired.append(json.substr(copied, at - copied)).append(by);
        copied = at + size;
    };
    bool in_string = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '"') {
            in_string = !in_string;
        } else if (in_string && c == '\\') {
            const unsigned unit = escaped_unit(json, at);
            if (is_high(unit) && is_low(escaped_unit(json, at + 6))) {
                at += 11;
            } else if (is_high(unit) || is_low(unit)) {
                replace(at, 6, "\\ufffd");
                at += 5;
            } else {
                ++at;
            }
        } else if (!in_string && (is_digit(c) || c == '-' || c == 'N' || c == 'I')) {
            const std::string_view rest = json.substr(at);
            std::size_t size = 0;
            for (const std::string_view word : {"NaN", "Infinity", "-Infinity"}) {
                if (rest.starts_with(word)) size = word.size();
            }
            if (size > 0) {
                replace(at, size, "null");
            } else if (const std::size_t digits = large_number_size(json, at)) {
                size = digits;
                replace(at, size, '"' + std::string(json.substr(at, size)) + '"');
            } else {
                // The digits behind a point belong to the number before it.
                size = 1;
                while (at + size < json.size() && (is_digit(json[at + size]) || json[at + size] == '.'))
                    ++size;
            }
            at += size - 1;
        }
    }
    if (copied == 0) return std::nullopt;
    repaired.append(json.substr(copied));
    return repaired;
}

}  // namespace dateline
