#pragma once

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/answer.h"
#include "searcher/compile.h"
#include "searcher/entities.h"
#include "searcher/filters.h"
#include "searcher/highlight.h"
#include "searcher/hit_order.h"
#include "searcher/matching_copies.h"
#include "searcher/ranking.h"
#include "searcher/request.h"

namespace dateline {

/// Answers questions to one archive. Every number it gives is counted, not estimated.
class Search {
public:
    /// Archive and authority must outlive this.
    explicit Search(const Archive& archive, const Authority& authority = Authority::none(),
                    RankingSettings settings = {})
        : archive_(archive), settings_(settings), entities_(archive, authority) {}

    /// Throws Error when the question cannot be put to this archive: a name that nobody has, or several.
    [[nodiscard]] Answer answer(const SearchRequest& request);

    [[nodiscard]] Analyzer& analyzer() { return analyzer_; }
    [[nodiscard]] const Entities& entities() const { return entities_; }

private:
    [[nodiscard]] Xapian::Query within(const Xapian::Query& query, const Xapian::Query& filters) const;
    [[nodiscard]] std::uint64_t undated_matches(const SearchRequest& request, const CompiledQuery& compiled);
    [[nodiscard]] std::uint64_t count(const Xapian::Query& query) const;
    void expand(const SearchRequest& request, const Filters& filters, Ranker& ranker, CompiledQuery& compiled,
                Answer& answer);
    void find_hits(const SearchRequest& request, const CompiledQuery& compiled, const Ranker& ranker,
                   const Filters& filters, Answer& answer);
    void find_nearest(const SearchRequest& request, const CompiledQuery& compiled, const Ranker& ranker,
                      const Xapian::Query& filters, Answer& answer);
    [[nodiscard]] LeadChoice lead_choice(const SearchRequest& request, Answer& answer);
    void add_copies(std::vector<Hit>& hits, const std::vector<Place>& places, const MatchingCopies& copies,
                    const SearchRequest& request);
    [[nodiscard]] std::vector<Hit> hits_of(const std::vector<Place>& places, const SearchRequest& request,
                                           const CompiledQuery& compiled);
    void explain(std::vector<Hit>& hits, const SearchRequest& request, const std::vector<ScorePart>& parts,
                 const WordWeightSettings& weights) const;

    const Archive& archive_;
    RankingSettings settings_;
    Analyzer analyzer_;
    Entities entities_;
};

}  // namespace dateline
