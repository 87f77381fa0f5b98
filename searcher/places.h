#pragma once

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "searcher/matches.h"
#include "searcher/request.h"
#include "searcher/scorer.h"

namespace dateline {

/// A place in an answer.
struct Place {
    Xapian::docid document = 0;  ///< its number in the archive as a whole
    double score = 0;
    std::uint64_t rank = 0;  ///< from 1, over the whole answer
};

/// Which places of an answer are asked for.
struct Page {
    std::uint64_t first = 0;  ///< places before it
    std::uint64_t most = 0;   ///< on it
};

/// The best of the matches, of equal ones the newest first, undated ones last; then by id: the same question
/// has the same answer however the archive came about. Throws Error, and what Xapian throws.
[[nodiscard]] std::vector<Place> best_places(const Archive& archive, const Matches& matches,
                                             const Scorer& scorer, const Page& page);

/// By date or by chance; then by id. `sort` is not Sort::relevance. An order by chance is the same for the
/// same seed, whatever else an archive takes in: it is drawn from the seed and the article itself.
[[nodiscard]] std::vector<Place> places_by(Sort sort, std::uint64_t seed, const Archive& archive,
                                           const Matches& matches, const Page& page);

/// Those of some matches that have most of a query's words.
struct FullestMatches {
    std::size_t words = 0;  ///< that each has
    Matches matches;
};
[[nodiscard]] FullestMatches fullest_matches(const Archive& archive, const Matches& matches,
                                             const Scorer& scorer);

}  // namespace dateline
