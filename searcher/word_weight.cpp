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

void WordWeight::init(double factor) {
    if (factor == 0) return;
    rarity_ = factor * get_wqf() * rarity(get_termfreq(), get_collection_size(), settings_);
    const double average = std::max(1.0, get_average_length());
    base_ = settings_.k1 * (1 - settings_.b);
    slope_ = settings_.k1 * settings_.b / average;
}

double WordWeight::weight(double occurrences, double length) const {
    if (occurrences == 0) return 0;
    const double saturated = (settings_.k1 + 1) * occurrences / (occurrences + base_ + slope_ * length);
    return rarity_ * (saturated + settings_.present);
}

double WordWeight::get_sumpart(Xapian::termcount occurrences, Xapian::termcount length,
                               Xapian::termcount) const {
    return weight(occurrences, length);
}

double WordWeight::get_maxpart() const {
    const double most = get_wdf_upper_bound();
    return weight(most, std::max<double>(get_doclength_lower_bound(), 1));
}

}  // namespace dateline
