#pragma once

#include <cstdint>

namespace dateline {

/// True when so many of the articles may not go at once, `percent` of them being the most. Ten may always go:
/// a tenth of a small archive is less than one article.
[[nodiscard]] constexpr bool is_too_many(std::uint64_t going, std::uint64_t articles, std::uint64_t percent) {
    constexpr std::uint64_t always_allowed = 10;
    return going > always_allowed && going * 100 > articles * percent;
}

}  // namespace dateline
