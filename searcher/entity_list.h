#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/archive/archive.h"
#include "common/archive/name_book.h"
#include "common/text/fold.h"
#include "searcher/answer.h"
#include "searcher/entities.h"
#include "searcher/matching_copies.h"
#include "searcher/name_counter.h"
#include "searcher/request.h"

namespace dateline {

/// Lists the entities of one kind that the matching articles name: the same numbers as the facet's, and those
/// of each of an entity's names beside.
class EntityLister {
public:
    /// `numbers` has the number that stands for each name of the book, see NameCounter.
    EntityLister(const EntityRequest& request, std::vector<std::uint32_t> numbers, MentionBar bar = {});
    EntityLister(const EntityLister&) = delete;  // the counters point into the numbers
    EntityLister& operator=(const EntityLister&) = delete;

    /// Counts all of them. Throws what Xapian throws, too.
    void count(const Archive& archive, const Matches& matches);

    /// See FacetCounter.
    void see_copies(const Archive& archive, const MatchingStories& stories);

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
