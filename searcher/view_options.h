#pragma once

#include <boost/program_options.hpp>

#include "searcher/options.h"
#include "searcher/request.h"

namespace dateline {

/// --limit, --all, --offset and --sort: which of the articles that match are shown.
void add_page_options(boost::program_options::options_description& options);

/// What they ask for. Throws Error for those that exclude one another.
void read_page(const boost::program_options::variables_map& values, bool has_words, SearchRequest& request);

/// Throws Error for --all where no hits are listed.
void refuse_all_without_place(const boost::program_options::variables_map& values,
                              const SearcherOptions& options);

/// Throws Error for facets and timeline that the format has no place for.
void refuse_counts_without_place(const SearcherOptions& options);

}  // namespace dateline
