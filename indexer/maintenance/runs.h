#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "common/archive/run_journal.h"
#include "common/article_json.h"

namespace dateline {

/// The journal of an archive at one moment.
struct ArchiveRuns {
    std::string archive_id;
    std::uint64_t revision = 0;
    std::vector<RunEntry> runs;  ///< the first one first
};

/// Throws Error when there is no archive or its journal is damaged.
[[nodiscard]] ArchiveRuns archive_runs(const std::filesystem::path& archive);

/// Two or three lines a run, the last `most` of them, for a person.
[[nodiscard]] std::string runs_text(const std::vector<RunEntry>& runs, std::size_t most);

/// The last `most` as a list.
[[nodiscard]] Json runs_list(const std::vector<RunEntry>& runs, std::size_t most);

/// All as one line of JSON.
[[nodiscard]] std::string runs_json(const ArchiveRuns& runs);

/// "1,234,567"
[[nodiscard]] std::string with_commas(std::uint64_t number);

/// The word for so many of them: "part" for one, else "parts".
[[nodiscard]] std::string noun(std::uint64_t number, std::string_view singular);

}  // namespace dateline
