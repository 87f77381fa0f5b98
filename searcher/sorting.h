#pragma once

#include <string_view>

#include "searcher/request.h"

namespace dateline {

/// "relevance", "newest", "oldest" or "random".
[[nodiscard]] std::string_view sort_name(Sort sort);

}  // namespace dateline
