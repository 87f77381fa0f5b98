#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/compile.h"
#include "searcher/entities.h"
#include "searcher/feedback.h"
#include "searcher/request.h"
#include "searcher/score_part.h"
#include "searcher/scorer.h"
#include "searcher/word_weight.h"

namespace dateline {

/// What two words that follow one another in a query weigh besides where they stand close, in any order.
struct NearSettings {
    double weight = 0;    ///< times that of both
    unsigned window = 0;  ///< words that they stand within
};

/// The parameters of ranking, one setting for all collections; docs/ranking.md tells how each was chosen.
struct RankingSettings {
    WordWeightSettings words;  ///< of whole sentences
    /// Of queries of up to four words.
    WordWeightSettings short_words{.k1 = 1.2, .b = 0.7, .rarity_power = 1, .present = 2};
    FeedbackSettings feedback;
    double title = 0.35;        ///< a word's weight once more when the title has it
    double keyword = 1;         ///< a word's rarity once more when a keyword has it
    double byline = 1.5;        ///< and when the byline has it
    double name = 0.2;          ///< the rarity of a name's words once more for articles that name its entity
    double side_by_side = 0.1;  ///< two words' weight once more when they stand in the query's order
    NearSettings near{.weight = 0.15, .window = 12};  ///< in whole sentences
    NearSettings short_near{.weight = 0.1, .window = 8};
    /// What a word of a sentence weighs that asks for articles rather than says what they are about.
    double request_word = 0.5;
    /// A short query is mostly a name or a set phrase, so its words belong side by side: up to this many
    /// times `side_by_side` for two or three words, falling with the square of the pairs.
    double short_query = 3;
    double recent = 0.15;  ///< the rarity of the query's words once more, at most, for articles of today
};

/// Ranks the articles that a query matches. The score of an article is a sum: BM25 of each word, and what
/// words in the title, in keywords and byline, neighbouring words and names add. No addend adds or removes a
/// hit.
class Ranker {
public:
    /// All must outlive this.
    Ranker(const Archive& archive, const Entities& entities, Analyzer& analyzer,
           const RankingSettings& settings, const CompiledQuery& compiled);

    /// From now on newer articles have an addend, too.
    void prefer_recent(const Recency& recency) { recency_ = recency; }

    /// And articles that have these words, which together weigh less if they would outdo the query.
    void add_words(std::vector<AddedWord> words);

    /// Scores by all addends.
    [[nodiscard]] Scorer scorer() const;

    /// By those of the words alone.
    [[nodiscard]] Scorer scorer_of_words() const;

private:
    [[nodiscard]] std::vector<ScorePart> parts() const;
    [[nodiscard]] std::vector<ScorePart> word_parts() const;
    [[nodiscard]] std::vector<ScorePart> extra_parts() const;
    void add_title(const std::string& word, const WordStems& stems, std::vector<ScorePart>& parts) const;
    void add_label(const std::string& word, const WordStems& stems, std::vector<ScorePart>& parts) const;
    void add_neighbours(std::vector<ScorePart>& parts) const;
    void add_names(std::vector<ScorePart>& parts) const;
    void add_recency(std::vector<ScorePart>& parts) const;
    [[nodiscard]] double rarity_of_query() const;
    [[nodiscard]] bool only_requests(const std::vector<std::string>& stems) const;
    [[nodiscard]] double rarity_of(const std::vector<std::string>& stems) const;
    [[nodiscard]] WordStems stems_of(const std::string& folded) const;

    const Archive& archive_;
    const Entities& entities_;
    Analyzer& analyzer_;
    const RankingSettings& settings_;
    const CompiledQuery& compiled_;
    bool sentence_;  ///< the query is one, rather than a few words
    WordWeightSettings weights_;
    std::optional<Recency> recency_;
    std::vector<std::string> requests_;  ///< of a sentence: stems that its request words alone have
    std::vector<AddedWord> added_;
};

}  // namespace dateline
