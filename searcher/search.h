#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/answer.h"
#include "searcher/archive_days.h"
#include "searcher/compile.h"
#include "searcher/entities.h"
#include "searcher/facets.h"
#include "searcher/filters.h"
#include "searcher/highlight.h"
#include "searcher/matching_copies.h"
#include "searcher/places.h"
#include "searcher/ranking.h"
#include "searcher/request.h"

namespace dateline {

/// Takes an answer as it is found: an answer may have more hits than memory.
class AnswerReader {
public:
    virtual ~AnswerReader() = default;

    /// Everything but the hits, of which so many will come; it stays until `end`.
    virtual void begin(const Answer& answer, std::uint64_t hits) = 0;
    /// The next hit. False: no more are wanted.
    virtual bool hit(Hit hit) = 0;
    virtual void end() = 0;
};

/// Answers questions to one archive. Every number it gives is counted, not estimated.
class Search {
public:
    /// Archive and authority must outlive this.
    explicit Search(const Archive& archive, const Authority& authority = Authority::none(),
                    RankingSettings settings = {})
        : archive_(archive), settings_(settings), entities_(archive, authority), archive_days_(archive) {}

    /// Throws Error when the question cannot be put to this archive: a name that nobody has, or several.
    [[nodiscard]] Answer answer(const SearchRequest& request);

    /// The same with the hits handed to the reader one by one; the answer that comes back has none.
    Answer answer(const SearchRequest& typed, AnswerReader& reader);

    [[nodiscard]] Analyzer& analyzer() { return analyzer_; }
    [[nodiscard]] const Entities& entities() const { return entities_; }

private:
    [[nodiscard]] SearchRequest with_similar(SearchRequest request);
    [[nodiscard]] Xapian::Query within(const Xapian::Query& query, const Xapian::Query& filters) const;
    [[nodiscard]] std::uint64_t undated_matches(const SearchRequest& request, const CompiledQuery& compiled);
    void expand(const SearchRequest& request, const Filters& filters, Ranker& ranker, CompiledQuery& compiled,
                Answer& answer);
    /// The hits of an answer before their articles are read: two dozen bytes each.
    struct Found {
        Xapian::Query matching;     ///< with the copies that are folded away
        std::vector<Place> places;  ///< the page that was asked for
        DayCounts days;             ///< of all that match; where a timeline was asked for
        LeadChoice choice;
        std::optional<MatchingCopies> copies;  ///< where they were looked for already
    };
    [[nodiscard]] Found find(const SearchRequest& request, const CompiledQuery& compiled,
                             const Ranker& ranker, const Filters& filters, Answer& answer);
    void count_views(const SearchRequest& request, const Filters& filters, const Matches& matches,
                     Found& found, Answer& answer);
    /// What another request counts, beside its hits.
    struct Counted {
        Answer answer;
        DayCounts days;
    };
    [[nodiscard]] Counted count_apart(const SearchRequest& request);
    void finish_facets(const SearchRequest& request, Answer& answer);
    void finish_timeline(const SearchRequest& request, const DayCounts& counts, Answer& answer);
    void read_hits(Found& found, const SearchRequest& request, const CompiledQuery& compiled,
                   const Ranker& ranker, const Answer& answer, AnswerReader& reader);
    void find_nearest(const SearchRequest& request, const CompiledQuery& compiled, const Ranker& ranker,
                      const Xapian::Query& filters, Answer& answer);
    [[nodiscard]] LeadChoice lead_choice(const SearchRequest& request, Answer& answer);
    void add_copies(Hit& hit, Xapian::docid document, const MatchingCopies& copies,
                    const SearchRequest& request);
    [[nodiscard]] Hit hit_of(const Place& place, const SearchRequest& request, Highlighter& highlighter);
    void explain(Hit& hit, Xapian::docid document, Explain how, const Scorer& scorer) const;

    const Archive& archive_;
    RankingSettings settings_;
    Analyzer analyzer_;
    Entities entities_;
    ArchiveDays archive_days_;
};

}  // namespace dateline
