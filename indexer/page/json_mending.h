#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// JSON as templates of web pages spoil it, made valid where that is possible: bare line ends and tabs inside
/// strings, escapes that JSON does not know, commas before a closing bracket, a comment or CDATA mark around
/// all, a semicolon behind.
[[nodiscard]] std::string mended_json(std::string_view json);

}  // namespace dateline
