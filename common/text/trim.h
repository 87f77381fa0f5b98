#pragma once

#include <algorithm>
#include <string_view>

namespace dateline {

/// The text without white space and control characters of ASCII at its ends.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
    const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace dateline
