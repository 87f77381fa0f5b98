#pragma once

#include <cstdint>
#include <string_view>

#include <xapian.h>

#include "searcher/request.h"
#include "searcher/word_weight.h"

namespace dateline {

/// "relevance", "newest", "oldest" or "random".
[[nodiscard]] std::string_view sort_name(Sort sort);

/// Ties in relevance go to the newer article; articles without a date come last in every order.
void set_order(Xapian::Enquire& enquire, Sort sort, std::uint64_t seed, const WordWeightSettings& weights);

}  // namespace dateline
