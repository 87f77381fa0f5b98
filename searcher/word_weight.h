#pragma once

#include <string>

#include <xapian.h>

namespace dateline {

/// How words weigh: BM25 with two additions.
struct WordWeightSettings {
    double k1 = 1.6;  ///< how soon more of the same word stops to count
    double b = 0.7;   ///< how much longer articles are held back
    /// How much more rare words count than in BM25: its rarity is raised to this power.
    double rarity_power = 1.3;
    double present = 0;  ///< BM25+: what a word weighs, times its rarity, for standing in an article at all
};

/// What a word weighs that so many of all articles have, in an article of average length that has it once.
[[nodiscard]] double rarity(double articles_with, double articles, const WordWeightSettings& settings);

/// Weighs the terms of a query in Xapian.
class WordWeight : public Xapian::Weight {
public:
    explicit WordWeight(const WordWeightSettings& settings) : settings_(settings) {
        need_stat(COLLECTION_SIZE);
        need_stat(TERMFREQ);
        need_stat(AVERAGE_LENGTH);
        need_stat(DOC_LENGTH);
        need_stat(DOC_LENGTH_MIN);
        need_stat(WDF);
        need_stat(WDF_MAX);
        need_stat(WQF);
    }

    [[nodiscard]] std::string name() const override { return "dateline::WordWeight"; }
    [[nodiscard]] double get_sumpart(Xapian::termcount occurrences, Xapian::termcount length,
                                     Xapian::termcount distinct) const override;
    [[nodiscard]] double get_maxpart() const override;
    [[nodiscard]] double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
    [[nodiscard]] double get_maxextra() const override { return 0; }
    [[nodiscard]] WordWeight* clone() const override { return new WordWeight(settings_); }

private:
    void init(double factor) override;
    [[nodiscard]] double weight(double occurrences, double length) const;

    WordWeightSettings settings_;
    double rarity_ = 0;  ///< times the factor of the query
    double slope_ = 0;   ///< how K, which occurrences saturate against, grows with the length
    double base_ = 0;
};

}  // namespace dateline
