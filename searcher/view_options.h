#pragma once

#include <boost/program_options.hpp>

#include "searcher/options.h"
#include "searcher/request.h"

namespace dateline {

/// --limit, --all, --offset, --sort, --random, --seed and --similar: which articles are shown, in what order.
void add_page_options(boost::program_options::options_description& options);

/// What they ask for. Throws Error for those that exclude one another.
void read_page(const boost::program_options::variables_map& values, bool has_words, SearchRequest& request);

/// True for an order by chance without a seed.
[[nodiscard]] bool draws_seed(const boost::program_options::variables_map& values);

/// Throws Error for --all and --random where no hits are listed, and --similar where nothing is looked for.
void refuse_order_without_place(const boost::program_options::variables_map& values,
                                const SearcherOptions& options);

/// Refuses --explain where the format has no place for it, or the order no scores.
void refuse_scores_without_place(const SearcherOptions& options);

/// Refuses a page without hits in a format that has nothing else.
void refuse_empty_format(const SearcherOptions& options);

/// Throws Error for facets and timeline that the format has no place for.
void refuse_counts_without_place(const SearcherOptions& options);

}  // namespace dateline
