#pragma once

#include "common/cli/options.h"
#include "common/dates.h"
#include "searcher/request.h"

namespace dateline {

/// The options that leave articles out: names, dates, how much of an article is about somebody.
[[nodiscard]] boost::program_options::options_description filter_options();

/// Puts what they ask for into the request. Throws Error.
void read_filters(const boost::program_options::variables_map& values, Day today, SearchRequest& request);

}  // namespace dateline
