#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

/// The character at byte `at`, which must lie inside the text, and moves `at` behind it. Broken bytes come
/// out as U+FFFD.
[[nodiscard]] char32_t next_character(std::string_view text, std::size_t& at);

/// The character that ends at byte `at`, which must not be 0, and moves `at` to its first byte.
[[nodiscard]] char32_t previous_character(std::string_view text, std::size_t& at);

/// Appends the character as UTF-8; it must be a Unicode scalar value.
void append_character(char32_t character, std::string& to);

/// How many characters (code points, a broken sequence as one) the text has.
[[nodiscard]] std::size_t count_characters(std::string_view text);

/// What a reader takes for one character may be several: a letter and its combining accents, an emoji of a
/// family, a flag. True when the text may be cut at byte `at` without taking such a cluster apart; true at
/// both ends. Looks back no further than `reach` bytes, which bounds the time on hostile text.
[[nodiscard]] bool is_cluster_border(std::string_view text, std::size_t at, std::size_t reach = 256);

/// The nearest cluster border at or before byte `at`; `at` itself, moved to the begin of a character, when
/// there is none in reach.
[[nodiscard]] std::size_t cluster_border_before(std::string_view text, std::size_t at);

/// The nearest cluster border at or behind byte `at`, as above.
[[nodiscard]] std::size_t cluster_border_behind(std::string_view text, std::size_t at);

}  // namespace dateline
