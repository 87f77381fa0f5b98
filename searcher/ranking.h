#pragma once

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/text/analyzer.h"
#include "searcher/compile.h"

namespace dateline {

/// The parameters of ranking, one setting for all collections; docs/ranking.md tells how each was chosen.
struct RankingSettings {
    double k1 = 1.6;            ///< BM25: how soon more of the same word stops to count
    double b = 0.65;            ///< BM25: how much longer articles are held back
    double title = 0.35;        ///< a word's weight once more when the title has it
    double side_by_side = 0.1;  ///< two words' weight once more when they stand in the query's order
    double near = 0.1;          ///< and once more when they stand close in any order
    unsigned near_window = 8;   ///< words that `near` reaches over
    /// A short query is mostly a name or a set phrase, so its words belong side by side: up to this many
    /// times `side_by_side` for two or three words, falling with the square of the pairs.
    double short_query = 6;
};

/// One addend of a score.
struct ScorePart {
    std::string label;
    Xapian::Query query;
};

/// The score of an article is the sum of these: BM25 of each word, and what words in the title and
/// neighbouring words add.
[[nodiscard]] std::vector<ScorePart> score_parts(const CompiledQuery& compiled, Analyzer& analyzer,
                                                 const RankingSettings& settings);

/// The articles of `matching`, which is `compiled.matching` less what filters take away, with the sum of all
/// score parts as weight.
[[nodiscard]] Xapian::Query ranked_query(const Xapian::Query& matching, const CompiledQuery& compiled,
                                         Analyzer& analyzer, const RankingSettings& settings);

[[nodiscard]] Xapian::BM25Weight weighting(const RankingSettings& settings);

}  // namespace dateline
