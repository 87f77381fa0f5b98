#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "searcher/answer.h"
#include "searcher/request.h"

namespace dateline {

/// How surely a value that `count` of `total` articles have is unusual among them, when `in_archive` of all
/// `archive` articles have it: the log-likelihood ratio of its being equally frequent within them and
/// without,
///
///     2 (a ln(a/e) + b ln(b/f))     a of n articles of the answer have it, b of m others;
///                                   e = n (a+b)/(n+m), f = m (a+b)/(n+m)
///
/// negative for what is rarer in the answer than elsewhere, 0 where that cannot be told.
[[nodiscard]] double unusualness(std::uint64_t count, std::uint64_t total, std::uint64_t in_archive,
                                 std::uint64_t archive);

/// Puts beside each value how many articles of the archive have it, and the score. `whole` is the same facet
/// of the whole archive.
void hold_against(Facet& facet, const Facet& whole);

/// Marks the values that filters ask for.
void mark_chosen(Facet& facet, std::span<const AppliedFilter> filters);

/// Puts the values into the order of the request and leaves the first of them; what is chosen stays, too.
/// By share, a value that only one article has stands behind those that several have.
void arrange(Facet& facet, const FacetRequest& request);

}  // namespace dateline
