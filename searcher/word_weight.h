#pragma once

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

/// What a word of that rarity weighs in each article.
class WordWeight {
public:
    /// `average_length` is that of the archive's articles, in words.
    WordWeight(const WordWeightSettings& settings, double rarity, double average_length);

    /// In an article of so many words, which has it so often.
    [[nodiscard]] double in(double occurrences, double length) const {
        if (occurrences == 0) return 0;
        return rarity_ * (most_ * occurrences / (occurrences + base_ + slope_ * length) + present_);
    }

private:
    double rarity_;
    double most_;   ///< what a word comes to that stands there without end
    double base_;   ///< what occurrences saturate against, in an article without length
    double slope_;  ///< how that grows with the length
    double present_;
};

}  // namespace dateline
