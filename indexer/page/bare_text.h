#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

/// Letters and digits alone, those of ASCII in lower case: what two ways to write one title have in common.
[[nodiscard]] std::string bare_text(std::string_view text);

/// The front of a text, of no more bytes than the limit and without part of a character at its end.
[[nodiscard]] std::string_view front_of(std::string_view text, std::size_t limit);

}  // namespace dateline
