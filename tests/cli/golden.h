#pragma once

#include <string>
#include <string_view>

namespace dateline::cli {

/// Empty when both are the same; else where they part, line by line:
///
///     line 3
///       expected: 2 of 4 articles
///       found:    2 of 5 articles
[[nodiscard]] std::string difference(std::string_view found, std::string_view expected);

}  // namespace dateline::cli
