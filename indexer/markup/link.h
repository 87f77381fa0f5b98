#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// True for what begins with a scheme: "https://...", "tag:...", "urn:...".
[[nodiscard]] bool is_absolute(std::string_view link);

/// The link as seen from `base`, another address. As it is where that makes nothing absolute of it.
[[nodiscard]] std::string resolved_link(std::string_view link, std::string_view base);

}  // namespace dateline
