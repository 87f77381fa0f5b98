#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/archive/archive.h"
#include "common/dates.h"
#include "searcher/answer.h"
#include "searcher/buckets.h"
#include "searcher/matching_copies.h"
#include "searcher/name_counter.h"
#include "searcher/request.h"

namespace dateline {

/// The names that `--facets` takes: the faceted fields of the table, then year, month, day.
[[nodiscard]] std::vector<std::string> facet_names();

/// Says how the name with a number is shown.
using NameShower = std::function<std::string_view(std::uint32_t number)>;

/// Says whether a text stands in one of the names of what has that number.
using NameMatcher = std::function<bool(std::uint32_t number, std::string_view text)>;

/// Counts what facets and timeline need of the articles that match.
class FacetCounter {
public:
    /// `numbers` has the number that stands for each name of the archive's book, see NameCounter. Counting
    /// throws Error when an article refers to a name beyond them. The bar is for people, organisations and
    /// places.
    FacetCounter(const std::vector<FacetRequest>& facets, bool timeline, std::vector<std::uint32_t> numbers,
                 MentionBar bar = {});
    FacetCounter(const FacetCounter&) = delete;  // the counters point into the numbers
    FacetCounter& operator=(const FacetCounter&) = delete;

    /// Counts all of them. Throws what Xapian throws, too.
    void count(const Archive& archive, const Matches& matches);

    /// Counts an article's value of one slot; of each slot that a facet or the timeline is of, each article
    /// has to be seen once.
    void see(std::uint32_t slot, std::string_view value);

    /// What the copies behind the leads have besides, so that a value counts as many stories as a filter by
    /// it finds. The days for a timeline stay those of the leads.
    void see_copies(const MatchingCopies& copies);

    /// The facets in the order they were asked for, with all values that the requests let pass, in no order;
    /// `arrange` puts them into one.
    [[nodiscard]] std::vector<Facet> facets(const NameShower& shown, const NameMatcher& has) const;

    /// For a timeline, or for facets of dates.
    [[nodiscard]] DayCounts days() const;

private:
    struct NameCounts {
        FacetRequest request;
        NameCounter counter;
    };

    [[nodiscard]] Facet name_facet(const NameCounts& counts, const NameShower& shown,
                                   const NameMatcher& has) const;
    [[nodiscard]] Facet date_facet(const FacetRequest& request) const;
    [[nodiscard]] DayCounts story_days(TimeUnit unit) const;

    std::vector<FacetRequest> requests_;
    std::vector<std::uint32_t> numbers_;
    std::vector<NameCounts> names_;
    bool by_day_ = false;
    std::unordered_map<std::uint32_t, std::uint64_t> days_;  ///< articles, by values::day_part
    struct StoryDay {
        std::uint32_t story = 0;
        bool not_lead = false;
        std::optional<Day> day;
    };
    std::vector<StoryDay> story_days_;  ///< by story, its lead first
};

}  // namespace dateline
