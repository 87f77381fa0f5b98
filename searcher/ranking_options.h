#pragma once

#include <span>
#include <string>
#include <vector>

#include "common/cli/options.h"
#include "common/dates.h"
#include "searcher/request.h"

namespace dateline {

/// --expand, --recent and --explain.
void add_ranking_options(boost::program_options::options_description& options);

/// Puts what they ask for into the request, whose order is known. Throws Error.
void read_ranking(const boost::program_options::variables_map& values, Day today, SearchRequest& request);

/// The command line with `--explain` alone written as `--explain=line`: Boost would take whatever follows for
/// its value.
[[nodiscard]] std::vector<std::string> with_explain_kind(std::span<const std::string> arguments);

}  // namespace dateline
