#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/dates.h"

namespace dateline {

/// A question to the other program, and to whose archive.
struct ProgramQuestion {
    std::filesystem::path asking;  ///< this program: dateline-search is looked for beside it, then in $PATH
    std::filesystem::path archive;
    std::string query;  ///< in the query language
    Day today{};        ///< what "yesterday" counts from
};

/// The ids of all articles that match, each once: asked of dateline-search, for the indexer knows no query
/// language. They are read from its standard output, an id a line, which is exact because no id has a line
/// end in it (visible.h). What it has to say against the query goes to our standard error. Throws Error when
/// it cannot be run or answer, without a message when it has told the reason itself.
[[nodiscard]] std::vector<std::string> ids_found(const ProgramQuestion& question);

}  // namespace dateline
