#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/archive/name_book.h"
#include "common/text/fold.h"
#include "searcher/answer.h"
#include "searcher/entities.h"
#include "searcher/matching_copies.h"
#include "searcher/name_counter.h"
#include "searcher/request.h"

namespace dateline {

/// Sees every matching article of a search once and lists the entities of one kind that they name: the same
/// numbers as the facet's, and those of each of an entity's names beside.
class EntityLister : public Xapian::MatchSpy {
public:
    /// `numbers` has the number that stands for each name of the book, see NameCounter.
    EntityLister(const EntityRequest& request, std::vector<std::uint32_t> numbers, MentionBar bar = {});
    EntityLister(const EntityLister&) = delete;  // the counters point into the numbers
    EntityLister& operator=(const EntityLister&) = delete;

    void operator()(const Xapian::Document& document, double weight) override;

    /// See FacetCounter.
    void see_copies(const MatchingCopies& copies);

    [[nodiscard]] EntityList list(const NameBook& book, const Entities& entities, Folder& folder) const;

private:
    [[nodiscard]] bool matches(const EntityRow& row, const std::string& wanted, Folder& folder) const;

    EntityRequest request_;
    std::vector<std::uint32_t> merged_;
    std::vector<std::uint32_t> single_;  ///< the same, each visible number for itself
    NameCounter by_entity_;
    NameCounter by_name_;
};

}  // namespace dateline
