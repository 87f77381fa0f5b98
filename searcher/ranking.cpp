#include "searcher/ranking.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/fields.h"

namespace dateline {

namespace {

using Xapian::Query;

Query scaled(const Query& query, double factor) {
    return {Query::OP_SCALE_WEIGHT, query, factor};
}

/// The weight of two words where they also stand as `places` says, times `factor`.
Query pair_query(const IndexedWord& first, const IndexedWord& second, const Query& places, double factor) {
    const Query both(Query::OP_AND, Query(first.stem), Query(second.stem));
    return scaled(Query(Query::OP_FILTER, both, places), factor);
}

/// How many times `side_by_side` counts in a query of so many words.
double shortness(std::size_t words, const RankingSettings& settings) {
    const double pairs = words > 1 ? static_cast<double>(words - 1) : 1;
    return std::clamp(settings.short_query * 4 / (pairs * pairs), 1.0, settings.short_query);
}

/// What titles and neighbours add, without the words themselves.
std::vector<ScorePart> extra_parts(const CompiledQuery& compiled, Analyzer& analyzer,
                                   const RankingSettings& settings) {
    std::vector<ScorePart> parts;
    const Field& title = field(FieldId::title);
    std::vector<std::string> stems;
    std::vector<std::pair<std::string, std::string>> pairs;
    const double side_by_side = settings.side_by_side * shortness(compiled.plain.size(), settings);
    for (std::size_t i = 0; i < compiled.plain.size(); ++i) {
        const IndexedWord word = analyzer.word(compiled.plain[i]);
        if (settings.title > 0 && std::ranges::find(stems, word.stem) == stems.end()) {
            stems.push_back(word.stem);
            parts.push_back(
                {fmt::format("'{}' in the title", word.word),
                 scaled(Query(Query::OP_FILTER, Query(word.stem), Query(terms::stem(title, word.stem))),
                        settings.title)});
        }
        if (i == 0) continue;
        const IndexedWord before = analyzer.word(compiled.plain[i - 1]);
        const std::pair pair(before.word, word.word);
        if (before.stem == word.stem || std::ranges::find(pairs, pair) != pairs.end()) continue;
        pairs.push_back(pair);
        const std::string terms[] = {before.word, word.word};
        if (side_by_side > 0) {
            const Query phrase(Query::OP_PHRASE, std::begin(terms), std::end(terms), 2);
            parts.push_back({fmt::format("'{} {}' side by side", before.word, word.word),
                             pair_query(before, word, phrase, side_by_side)});
        }
        if (settings.near > 0) {
            const Query close(Query::OP_NEAR, std::begin(terms), std::end(terms), settings.near_window);
            parts.push_back({fmt::format("'{}' near '{}'", before.word, word.word),
                             pair_query(before, word, close, settings.near)});
        }
    }
    return parts;
}

std::vector<ScorePart> word_parts(const CompiledQuery& compiled) {
    std::vector<ScorePart> parts;
    for (const WeighedWord& word : compiled.words)
        parts.push_back({fmt::format("'{}'", word.word), word.query});
    return parts;
}

}  // namespace

std::vector<ScorePart> score_parts(const CompiledQuery& compiled, Analyzer& analyzer,
                                   const RankingSettings& settings) {
    std::vector<ScorePart> parts = word_parts(compiled);
    std::ranges::move(extra_parts(compiled, analyzer, settings), std::back_inserter(parts));
    return parts;
}

Query ranked_query(const Query& matching, const CompiledQuery& compiled, Analyzer& analyzer,
                   const RankingSettings& settings) {
    Query ranked = matching;
    if (!compiled.weighs_itself) {
        ranked = Query(Query::OP_SCALE_WEIGHT, matching, 0.0);
        for (const ScorePart& part : word_parts(compiled))
            ranked = Query(Query::OP_AND_MAYBE, ranked, part.query);
    }
    // One by one, not as alternatives: of those Xapian would not check the positions.
    for (const ScorePart& part : extra_parts(compiled, analyzer, settings)) {
        ranked = Query(Query::OP_AND_MAYBE, ranked, part.query);
    }
    return ranked;
}

Xapian::BM25Weight weighting(const RankingSettings& settings) {
    return {settings.k1, 0, 1, settings.b, 0.5};
}

}  // namespace dateline
