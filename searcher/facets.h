#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive/archive.h"
#include "common/archive/name_lists.h"
#include "common/archive/values.h"
#include "searcher/answer.h"
#include "searcher/buckets.h"
#include "searcher/day_counter.h"
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

    /// Counts the names or the dates of some articles; of each slot that a facet or the timeline is of, each
    /// article has to be seen once.
    void see_names(std::uint32_t slot, const NameLists& names);
    void see_date(std::string_view date) { days_.see(values::day_part(date)); }

    /// What the copies behind the leads have besides, so that a value counts as many stories as a filter by
    /// it finds. The days for a timeline stay those of the leads.
    void see_copies(const Archive& archive, const MatchingStories& stories);

    /// The facets in the order they were asked for, in no order of values; `arrange` puts them into one. They
    /// have all values that it may list, and those that `filters` ask for; rarer ones are in `other` already
    /// where the order is by count and `only_listed` says that nobody looks at the others.
    [[nodiscard]] std::vector<Facet> facets(const NameShower& shown, const NameMatcher& has,
                                            std::span<const AppliedFilter> filters = {},
                                            bool only_listed = false) const;

    /// For a timeline, or for facets of dates.
    [[nodiscard]] DayCounts days() const;

private:
    struct NameCounts {
        FacetRequest request;
        NameCounter counter;
    };

    [[nodiscard]] std::set<std::uint32_t> slots_of_names() const;
    [[nodiscard]] bool needs_marks(std::uint32_t slot) const;
    [[nodiscard]] Facet name_facet(const NameCounts& counts, const NameShower& shown, const NameMatcher& has,
                                   std::span<const AppliedFilter> filters, bool only_listed) const;
    [[nodiscard]] Facet date_facet(const FacetRequest& request) const;
    [[nodiscard]] DayCounts story_days(TimeUnit unit) const;

    std::vector<FacetRequest> requests_;
    std::vector<std::uint32_t> numbers_;
    std::vector<NameCounts> names_;
    bool by_day_ = false;
    DayCounter days_;
    std::vector<std::uint32_t> story_days_;  ///< of the documents of stories, see values::day_part
    std::vector<MatchingStories::Member> story_members_;
};

}  // namespace dateline
