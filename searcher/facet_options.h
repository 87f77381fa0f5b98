#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>

#include "searcher/request.h"

namespace dateline {

/// What --timeline takes.
inline constexpr std::array<std::string_view, 5> timeline_units{"auto", "day", "week", "month", "year"};

/// --facets, --multi-select, --timeline and --compare: what is counted beside the hits.
void add_count_options(boost::program_options::options_description& options);

/// What they ask for. Throws Error, for a second query that does not parse too.
void read_counts(const boost::program_options::variables_map& values, Day today, SearchRequest& request);

/// Throws Error for what goes with --facets or --timeline without it.
void refuse_counts_without_timeline(const boost::program_options::variables_map& values,
                                    const SearchRequest& request);

/// What a list such as "person:25,year" asks for. Throws Error for what is no facet.
[[nodiscard]] std::vector<FacetRequest> facet_requests(const std::string& list);

/// The command line with the values of --facets and --timeline joined to them. Both may stand alone: at the
/// end, or before another option. A word behind them is their value, so that no word of a query is taken for
/// a facet nor a misspelt facet for a word of the query. Throws Error for one that cannot be their value.
[[nodiscard]] std::vector<std::string> with_joined_values(std::span<const std::string> arguments);

}  // namespace dateline
