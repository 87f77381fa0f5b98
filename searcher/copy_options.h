#pragma once

#include <span>
#include <string>
#include <vector>

#include "common/cli/options.h"
#include "searcher/options.h"
#include "searcher/request.h"

namespace dateline {

/// --copies, --no-fold, --lead and --first.
void add_copy_options(boost::program_options::options_description& options);

/// What they ask for together. Throws Error for those that exclude one another.
[[nodiscard]] CopiesRequest copies_request(const boost::program_options::variables_map& values);

/// Throws Error when they ask for what the view or the format has no place for.
void refuse_copies_without_place(const boost::program_options::variables_map& values,
                                 const SearcherOptions& options);

/// The command line with `--diff ID1 ID2` written as two options of one value each: ids may look like
/// options. Throws Error when two ids do not follow.
[[nodiscard]] std::vector<std::string> with_parted_ids(std::span<const std::string> arguments);

}  // namespace dateline
