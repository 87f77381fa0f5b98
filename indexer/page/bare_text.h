#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Letters and digits alone, those of ASCII in lower case: what two ways to write one title have in common.
[[nodiscard]] std::string bare_text(std::string_view text);

}  // namespace dateline
