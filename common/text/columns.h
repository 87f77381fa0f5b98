#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

/// How many columns of a terminal a character takes: wide ones of East Asia and emoji two, combining marks
/// and invisible format characters none.
[[nodiscard]] std::size_t columns(char32_t character);

/// How many columns the text takes on one line. A broken byte counts as the U+FFFD it is shown as.
[[nodiscard]] std::size_t columns(std::string_view text);

}  // namespace dateline
