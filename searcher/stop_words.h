#pragma once

#include <string_view>

namespace dateline {

/// True for the folded English words that a text is full of whatever it is about. They are left out only
/// where any of several words will do and others remain; a word that is required or stands in a phrase is
/// looked for, whatever it is.
[[nodiscard]] bool is_stop_word(std::string_view folded);

}  // namespace dateline
