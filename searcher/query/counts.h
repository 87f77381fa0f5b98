#pragma once

#include <string>
#include <string_view>

#include "searcher/query/syntax_tree.h"

namespace dateline {

/// What a spelling of numbers means: 800, 300..800, 300.., ..800, >800, >=800, <200, <=200.
struct Counts {
    CountRange range{};
    std::string_view problem{};  ///< why it means nothing; empty when it does
};

[[nodiscard]] Counts read_counts(std::string_view spelling);

/// The canonical spelling: 800, 300..800, 300.., ..800.
[[nodiscard]] std::string print_counts(const CountRange& range);

}  // namespace dateline
