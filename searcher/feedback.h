#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/places.h"

namespace dateline {

/// How a query is expanded by words of its first hits; docs/ranking.md tells how each was chosen.
struct FeedbackSettings {
    std::size_t hits = 20;   ///< that are read
    std::size_t words = 40;  ///< that are added at most
    double weight = 0.8;     ///< of the best of them, against 1 of a word of the query
    /// A hit counts as its score does against the best one's, to this power: where the first hits stand out,
    /// they alone speak; where many are alike, all do.
    double trust = 16;
    /// The others weigh in proportion to what tells for them, to this power.
    double evenness = 0.7;
    /// Times what all words of the query weigh, at most, for all added ones together.
    double most = 2;
};

/// A word that was not asked for and ranks all the same.
struct AddedWord {
    std::string word;  ///< as it is shown: the form of it that was met first
    std::string stem;
    double weight = 0;  ///< times what it would weigh in the query
};

/// The words that tell the first hits of a query from other articles, best first, by divergence from
/// randomness (Bo1): those that chance would least have put there as often. Those of the query may be
/// among them, which then count more. None when there are fewer than three hits: what a word or two articles
/// have in common says nothing.
[[nodiscard]] std::vector<AddedWord> words_to_add(const std::vector<Place>& first, const Archive& archive,
                                                  Analyzer& analyzer, const FeedbackSettings& settings);

}  // namespace dateline
