#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The text with every byte of control characters, of invisible characters of format (marks of direction,
/// soft hyphens; not joiners), of line and paragraph separators and of what is no UTF-8 written as "\xNN". A
/// backslash that such an escape could begin with is written so, too: texts that differ stay different. What
/// comes out is valid UTF-8, one line, and does nothing to a terminal.
[[nodiscard]] std::string visible(std::string_view text);

/// What `visible` was made of, as far as that is UTF-8: a line feed for "\\x0a", a backslash for "\\x5c".
[[nodiscard]] std::string unescaped(std::string_view visible_text);

/// The bytes that `visible` was made of, whatever they are: for names of files, which need be no UTF-8.
[[nodiscard]] std::string bytes_of_visible(std::string_view visible_text);

/// An id as its source gives it, without white space at its ends, made visible. Blanks within stay as they
/// are and nothing is normalised, because ids that differ in a byte are two ids.
[[nodiscard]] std::string clean_id(std::string_view id);

}  // namespace dateline
