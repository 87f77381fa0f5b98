#pragma once

#include <optional>
#include <string>

#include "common/cli/options.h"

namespace dateline {

/// --synonyms and --no-synonyms.
void add_synonym_options(boost::program_options::options_description& options);

/// The file that they name together; nothing when no synonyms count. What the command line forbids, the
/// configuration file cannot ask for.
[[nodiscard]] std::optional<std::string> synonyms_file(const boost::program_options::variables_map& values);

}  // namespace dateline
