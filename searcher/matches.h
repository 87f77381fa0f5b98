#pragma once

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/archive/listed_source.h"

namespace dateline {

/// The documents that a query matches: of each part, in the order of the manifest, its own numbers in order.
using Matches = std::vector<DocumentList>;

/// Finds them all, in no other order and without a score: facets, timelines and copies are counted from this
/// one list. Four bytes a match. Throws what Xapian throws.
[[nodiscard]] Matches find_matches(const Archive& archive, const Xapian::Query& query);

[[nodiscard]] std::uint64_t count(const Matches& matches);

/// How many the query matches, without a list of them.
[[nodiscard]] std::uint64_t count_matches(const Archive& archive, const Xapian::Query& query);

/// Takes away what is among the others.
void remove(Matches& matches, const Matches& others);

}  // namespace dateline
