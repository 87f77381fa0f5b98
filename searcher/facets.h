#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/dates.h"
#include "searcher/answer.h"
#include "searcher/name_counter.h"
#include "searcher/request.h"

namespace dateline {

/// The names that `--facets` takes: the faceted fields of the table, then year, month, day.
[[nodiscard]] std::vector<std::string> facet_names();

/// Says how the name with a number is shown.
using NameShower = std::function<std::string_view(std::uint32_t number)>;

/// Sees every matching article of a search once, and counts what facets and timeline need in that one pass.
class FacetCounter : public Xapian::MatchSpy {
public:
    /// `numbers` has the number that stands for each name of the archive's book, see NameCounter. Counting
    /// throws Error when an article refers to a name beyond them.
    FacetCounter(const std::vector<FacetRequest>& facets, bool timeline, std::vector<std::uint32_t> numbers);
    FacetCounter(const FacetCounter&) = delete;  // the counters point into the numbers
    FacetCounter& operator=(const FacetCounter&) = delete;

    void operator()(const Xapian::Document& document, double weight) override;

    /// The facets in the order they were asked for; their values by count, ties by value.
    [[nodiscard]] std::vector<Facet> facets(const NameShower& shown) const;

    /// With the unit, or without one with that which fits: the finest that gives about sixty bars at most.
    [[nodiscard]] Timeline timeline(std::optional<TimeUnit> unit) const;

private:
    struct NameCounts {
        FacetRequest request;
        NameCounter counter;
    };

    [[nodiscard]] Facet name_facet(const NameCounts& counts, const NameShower& shown) const;
    [[nodiscard]] Facet date_facet(const FacetRequest& request) const;

    std::vector<FacetRequest> requests_;
    std::vector<std::uint32_t> numbers_;
    std::vector<NameCounts> names_;
    bool by_day_ = false;
    std::map<Day, std::uint64_t> days_;
    std::uint64_t undated_ = 0;
};

}  // namespace dateline
