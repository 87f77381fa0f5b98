#pragma once

#include <string_view>

namespace dateline {

/// True when the pattern matches the whole name: `*` any run of bytes but '/', `**` any run at all, `?` one
/// byte but '/', `[a-z]` and `[!a-z]` one byte of a set, `\` takes the next byte as it is. Takes time in
/// proportion to the product of both lengths at most.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view name);

}  // namespace dateline
