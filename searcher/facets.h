#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/archive/name_book.h"
#include "common/dates.h"
#include "searcher/answer.h"
#include "searcher/request.h"

namespace dateline {

/// The names that `--facets` takes: the faceted fields of the table, then year, month, day.
[[nodiscard]] std::vector<std::string> facet_names();

/// Sees every matching article of a search once, and counts what facets and timeline need in that one pass.
class FacetCounter : public Xapian::MatchSpy {
public:
    /// `names` is the number of names in the archive's book. Counting throws Error when an article refers to
    /// one beyond them.
    FacetCounter(const std::vector<FacetRequest>& facets, bool timeline, std::size_t names);

    void operator()(const Xapian::Document& document, double weight) override;

    /// The facets in the order they were asked for; their values by count, ties by value.
    [[nodiscard]] std::vector<Facet> facets(const NameBook& names) const;

    /// With the unit, or without one with that which fits: the finest that gives about sixty bars at most.
    [[nodiscard]] Timeline timeline(std::optional<TimeUnit> unit) const;

private:
    /// Counts of one faceted field, by the numbers of names.
    struct NameCounts {
        FacetRequest request;
        std::uint32_t slot;
        std::vector<std::uint64_t> counts;
        std::uint64_t missing = 0;
    };

    [[nodiscard]] Facet name_facet(const NameCounts& counts, const NameBook& names) const;
    [[nodiscard]] Facet date_facet(const FacetRequest& request) const;

    std::vector<FacetRequest> requests_;
    std::size_t known_names_;
    std::vector<NameCounts> names_;
    bool by_day_ = false;
    std::map<Day, std::uint64_t> days_;
    std::uint64_t undated_ = 0;
};

}  // namespace dateline
