#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

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

/// Sees every matching article of a search once, and counts what facets and timeline need in that one pass.
class FacetCounter : public Xapian::MatchSpy {
public:
    /// `numbers` has the number that stands for each name of the archive's book, see NameCounter. Counting
    /// throws Error when an article refers to a name beyond them. The bar is for people, organisations and
    /// places.
    FacetCounter(const std::vector<FacetRequest>& facets, bool timeline, std::vector<std::uint32_t> numbers,
                 MentionBar bar = {});
    FacetCounter(const FacetCounter&) = delete;  // the counters point into the numbers
    FacetCounter& operator=(const FacetCounter&) = delete;

    void operator()(const Xapian::Document& document, double weight) override;

    /// What the copies behind the leads have besides, so that a value counts as many stories as a filter by
    /// it finds. The days for a timeline stay those of the leads.
    void see_copies(const MatchingCopies& copies);

    /// The facets in the order they were asked for, with all values that the requests let pass, in no order;
    /// `arrange` puts them into one.
    [[nodiscard]] std::vector<Facet> facets(const NameShower& shown, const NameMatcher& has) const;

    /// For a timeline, or for facets of dates.
    [[nodiscard]] DayCounts take_days() { return std::move(days_); }

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
    DayCounts days_;
    struct StoryDay {
        std::uint32_t story = 0;
        bool not_lead = false;
        std::optional<Day> day;
    };
    std::vector<StoryDay> story_days_;  ///< by story, its lead first
};

}  // namespace dateline
