#pragma once

#include <string_view>
#include <vector>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/answer.h"
#include "searcher/compile.h"
#include "searcher/entities.h"
#include "searcher/filters.h"
#include "searcher/request.h"
#include "searcher/view_count.h"

namespace dateline {

/// Finds out why nothing matches a request: counts each part of it alone, and the whole without each part.
///
/// What is counted: as many small queries as there are parts, and again as many unless two parts find nothing
/// even alone, when no single one is to blame. A part whose matching reads texts (CAPS, /s) costs here what
/// it costs alone.
class NothingFound {
public:
    /// All must outlive this. `filters` are those of the request; `typed` is its query without what articles
    /// shall be like, which is a part of its own.
    NothingFound(const SearchRequest& request, const Node& typed, const Filters& filters,
                 const Archive& archive, const Entities& entities, Analyzer& analyzer);

    [[nodiscard]] WhyNothing explain();

    /// Of a query with more parts than this none is tried without: it is a text, not a question.
    static constexpr std::size_t most_parts = 50;

private:
    /// A part of the query side by side with others.
    struct Conjunct {
        const Node* node;
        bool excludes;
        bool is_similar;      ///< the words of --similar, which nobody typed
        Xapian::Query query;  ///< of what it excludes, where it does
    };

    void collect_conjuncts();
    void count_words(WhyNothing& why);
    void count_parts(WhyNothing& why);
    void count_without(WhyNothing& why) const;
    void count_looser(WhyNothing& why);
    void count_mentions(WhyNothing& why) const;
    void count_days(WhyNothing& why) const;
    void suggest(WhyNothing& why);
    void keep_found(SuggestedWord suggestion, const Node& leaf, WhyNothing& why);
    [[nodiscard]] Xapian::Query query_of(const Node& node);
    [[nodiscard]] Xapian::Query without(std::size_t part) const;
    [[nodiscard]] bool leaves_a_question(std::size_t part) const;
    [[nodiscard]] bool leaves_bar_alone(std::size_t part) const;
    [[nodiscard]] AskedDays asked_days(const Field& in, const DayRange& days, std::size_t part,
                                       std::uint64_t articles) const;
    [[nodiscard]] std::optional<DayCount> nearest_day(const Field& in, const Xapian::Query& others,
                                                      const DayRange& days, bool latest) const;

    const SearchRequest& request_;
    const Node& typed_;
    const Filters& filters_;
    const Archive& archive_;
    Analyzer& analyzer_;
    ViewCounter counter_;
    QueryCompiler compiler_;
    std::vector<Conjunct> conjuncts_;
};

}  // namespace dateline
