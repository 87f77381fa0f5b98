#include "searcher/ranking.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/fields.h"

namespace dateline {

namespace {

using Xapian::Query;

/// The weight of two words where they also stand as `places` says, times `factor`.
Query pair_query(const IndexedWord& first, const IndexedWord& second, const Query& places, double factor) {
    const Query both(Query::OP_AND, Query(first.stem), Query(second.stem));
    return {Query::OP_SCALE_WEIGHT, Query(Query::OP_FILTER, both, places), factor};
}

/// What titles and neighbours add, without the words themselves.
std::vector<ScorePart> extra_parts(const CompiledQuery& compiled, Analyzer& analyzer,
                                   const RankingSettings& settings) {
    std::vector<ScorePart> parts;
    const Field& title = field(FieldId::title);
    std::vector<std::string> stems;
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::size_t i = 0; i < compiled.plain.size(); ++i) {
        const IndexedWord word = analyzer.word(compiled.plain[i]);
        if (settings.title > 0 && std::ranges::find(stems, word.stem) == stems.end()) {
            stems.push_back(word.stem);
            parts.push_back(
                {fmt::format("'{}' in the title", word.word),
                 Query(Query::OP_SCALE_WEIGHT, Query(terms::stem(title, word.stem)), settings.title)});
        }
        if (i == 0) continue;
        const IndexedWord before = analyzer.word(compiled.plain[i - 1]);
        const std::pair pair(before.word, word.word);
        if (before.stem == word.stem || std::ranges::find(pairs, pair) != pairs.end()) continue;
        pairs.push_back(pair);
        const std::string terms[] = {before.word, word.word};
        if (settings.side_by_side > 0) {
            const Query phrase(Query::OP_PHRASE, std::begin(terms), std::end(terms), 2);
            parts.push_back({fmt::format("'{} {}' side by side", before.word, word.word),
                             pair_query(before, word, phrase, settings.side_by_side)});
        }
        if (settings.near > 0) {
            const Query close(Query::OP_NEAR, std::begin(terms), std::end(terms), settings.near_window);
            parts.push_back({fmt::format("'{}' near '{}'", before.word, word.word),
                             pair_query(before, word, close, settings.near)});
        }
    }
    return parts;
}

}  // namespace

std::vector<ScorePart> score_parts(const CompiledQuery& compiled, Analyzer& analyzer,
                                   const RankingSettings& settings) {
    std::vector<ScorePart> parts;
    for (const WeighedWord& word : compiled.words) {
        parts.push_back({fmt::format("'{}'", word.word), Query(word.term)});
    }
    for (const WeighedPrefix& prefix : compiled.prefixes) {
        parts.push_back({fmt::format("'{}'", prefix.text), prefix.query});
    }
    std::ranges::move(extra_parts(compiled, analyzer, settings), std::back_inserter(parts));
    return parts;
}

Query ranked_query(const CompiledQuery& compiled, Analyzer& analyzer, const RankingSettings& settings) {
    const bool apart = compiled.weighs_by_alternative;
    std::vector<Query> weighing;
    for (ScorePart& part : apart ? score_parts(compiled, analyzer, settings)
                                 : extra_parts(compiled, analyzer, settings)) {
        weighing.push_back(std::move(part.query));
    }
    const Query matching =
        apart ? Query(Query::OP_SCALE_WEIGHT, compiled.matching, 0.0) : compiled.matching;
    if (weighing.empty()) return matching;
    return {Query::OP_AND_MAYBE, matching, Query(Query::OP_OR, weighing.begin(), weighing.end())};
}

Xapian::BM25Weight weighting(const RankingSettings& settings) {
    return {settings.k1, 0, 1, settings.b, 0.5};
}

}  // namespace dateline
