#include "searcher/stop_words.h"

#include <algorithm>
#include <array>

namespace dateline {

namespace {

/// In alphabetical order. Words of grammar only: articles, pronouns, prepositions, conjunctions, auxiliary
/// verbs. None that names or counts anything, and none that is also an acronym in the news (us, it, who).
constexpr auto stop_words = std::to_array<std::string_view>({
    "a",     "about",  "after",   "also",  "although", "am",    "an",   "and",   "any",    "are",    "as",
    "at",    "be",     "because", "been",  "being",    "but",   "by",   "can",   "could",  "did",    "do",
    "does",  "during", "each",    "for",   "from",     "had",   "has",  "have",  "having", "he",     "her",
    "his",   "how",    "i",       "if",    "in",       "into",  "is",   "its",   "may",    "me",     "might",
    "my",    "nor",    "not",     "of",    "on",       "or",    "our",  "shall", "she",    "should", "so",
    "some",  "such",   "than",    "that",  "the",      "their", "them", "then",  "there",  "these",  "they",
    "this",  "those",  "through", "to",    "upon",     "was",   "we",   "were",  "what",   "when",   "where",
    "which", "while",  "whom",    "whose", "why",      "will",  "with", "would", "you",    "your",
});

static_assert(std::ranges::is_sorted(stop_words));

}  // namespace

bool is_stop_word(std::string_view folded) {
    return std::ranges::binary_search(stop_words, folded);
}

}  // namespace dateline
