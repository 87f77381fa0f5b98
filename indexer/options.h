#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/cli/options.h"
#include "indexer/run.h"

namespace dateline {

/// What is to be done, with articles or with the archive.
enum class IndexerTask : std::uint8_t {
    index,          ///< into the archive
    convert,        ///< to standard output, as JSON Lines
    explain_input,  ///< nothing: say how they were read
    stats,          ///< say what the archive holds
    check,          ///< look whether the archive is sound
    backup,
    export_all,  ///< the articles of the archive to standard output, as JSON Lines
    remove,
    remove_query,
    compact,  ///< all parts into one
    reindex,  ///< all articles of the archive anew
    repair,
};

/// The command line of dateline-index, understood and checked.
struct IndexerOptions {
    SharedOptions shared;
    IndexerTask task = IndexerTask::index;
    RunOptions run;
    std::string backup;                  ///< the folder to make
    std::vector<std::string> remove;     ///< ids; "-" stands for those on standard input
    std::string remove_query;            ///< what the articles to be removed match
    std::uint64_t remove_limit = 10;     ///< percent
    bool confirmed = false;              ///< --yes
    std::optional<std::string> rejects;  ///< file for rejected records, a JSON line each
    bool runs = false;                   ///< with stats: the journal of runs, nothing else
    bool json = false;
    bool quiet = false;
    bool list_formats = false;
};

/// Throws Error for whatever cannot be meant.
[[nodiscard]] IndexerOptions parse_indexer_options(std::span<const std::string> arguments,
                                                   const Environment& environment, Day clock_today,
                                                   std::size_t processors);

/// The text of --help; begins with examples.
[[nodiscard]] std::string indexer_help();

/// The text of --formats.
[[nodiscard]] std::string formats_help();

}  // namespace dateline
