#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The text with the character references of SGML undone: "&lt;", "&gt;", "&amp;", "&quot;", "&apos;",
/// "&#127;", "&#x7f;". References to control characters become spaces; what is no reference stays.
[[nodiscard]] std::string without_entities(std::string_view text);

}  // namespace dateline
