#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"

namespace dateline {

/// A place in an answer.
struct Place {
    Xapian::docid document = 0;
    double score = 0;
    std::uint64_t rank = 0;  ///< from 1, over the whole answer
};

/// Asks for so many matches from the one with that number, counted from 0, in the order by score and date.
using MatchSource = std::function<Xapian::MSet(Xapian::doccount first, Xapian::doccount most)>;

/// How many matches behind a page are asked for with it, to see whether its last hit ties with the next.
inline constexpr Xapian::doccount matches_behind_page = 16;

/// The places from `first` on, `most` at most, out of `matches`, which begin at `first` or before it. Xapian
/// orders by score and date; what ties in both it leaves in the order of the parts, which merging changes.
/// Here ids decide. `more` is asked only where ties reach beyond what is at hand.
[[nodiscard]] std::vector<Place> places_in_order(Xapian::MSet matches, Xapian::doccount first,
                                                 Xapian::doccount most, const Archive& archive,
                                                 const MatchSource& more);

}  // namespace dateline
