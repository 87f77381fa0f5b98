#include "searcher/request_words.h"

#include <algorithm>
#include <array>

namespace dateline {

namespace {

/// In alphabetical order. None that the news are often about, as they are about deals, interest rates,
/// documents and reports.
constexpr auto request_words = std::to_array<std::string_view>({
    "all",         "any",          "anyone",       "anything",  "article",   "articles",   "available",
    "concerned",   "concerning",   "dealing",      "describe",  "described", "describes",  "describing",
    "description", "descriptions", "discuss",      "discussed", "discusses", "discussing", "done",
    "especially",  "etc",          "example",      "examples",  "exist",     "existing",   "exists",
    "find",        "given",        "include",      "included",  "includes",  "including",  "interested",
    "interesting", "know",         "known",        "like",      "made",      "other",      "others",
    "papers",      "particular",   "particularly", "please",    "possible",  "regarding",  "related",
    "relating",    "relevant",     "specifically", "tell",      "want",      "wanted",
});

static_assert(std::ranges::is_sorted(request_words));

}  // namespace

bool is_request_word(std::string_view folded) {
    return std::ranges::binary_search(request_words, folded);
}

}  // namespace dateline
