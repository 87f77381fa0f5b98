#include "searcher/word_weight.h"

#include <algorithm>
#include <cmath>

namespace dateline {

double rarity(double articles_with, double articles, const WordWeightSettings& settings) {
    const double without = std::max(0.0, articles - articles_with);
    const double odds = (without + 0.5) / (articles_with + 0.5);
    // Below 2 the logarithm would come to nothing and less: a word that most articles have still counts.
    const double as_in_bm25 = std::log(odds < 2 ? odds * 0.5 + 1 : odds);
    return std::pow(as_in_bm25, settings.rarity_power);
}

WordWeight::WordWeight(const WordWeightSettings& settings, double rarity, double average_length)
    : rarity_(rarity),
      most_(settings.k1 + 1),
      base_(settings.k1 * (1 - settings.b)),
      slope_(settings.k1 * settings.b / std::max(1.0, average_length)),
      present_(settings.present) {}

}  // namespace dateline
