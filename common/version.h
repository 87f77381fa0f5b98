#pragma once

#include <string_view>

namespace dateline {

/// Of both tools: "0.1.0".
extern const std::string_view version;

}  // namespace dateline
