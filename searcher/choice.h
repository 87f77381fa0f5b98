#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/edit_distance.h"
#include "common/error.h"

namespace dateline {

/// One of a few values of an option; or an Error that lists them and names the nearest.
template <std::size_t count>
[[nodiscard]] std::size_t choice(const std::string& option, const std::string& value,
                                 const std::array<std::string_view, count>& choices,
                                 const std::string& otherwise = "") {
    const auto found = std::ranges::find(choices, value);
    if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
    const auto close = nearest(value, choices);
    throw Error(fmt::format("--{}: '{}' is none of {}", option, value, fmt::join(choices, ", ")),
                close ? fmt::format("did you mean {}?", *close) : otherwise);
}

}  // namespace dateline
