#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/archive/run_journal.h"
#include "common/dates.h"

namespace dateline {

/// What an archive holds.
struct ArchiveStats {
    struct Count {
        std::string value;
        std::uint64_t articles = 0;
    };
    struct Size {
        std::string what;
        std::uint64_t bytes = 0;
    };

    std::string archive_id;
    std::uint64_t revision = 0;
    std::uint64_t articles = 0;
    std::uint64_t dead = 0;  ///< replaced or removed, still on disk
    std::uint64_t parts = 0;
    std::uint64_t undated = 0;
    std::optional<Day> first_day;  ///< of publication
    std::optional<Day> last_day;
    std::uint64_t copies = 0;            ///< articles that are copies of each other
    std::uint64_t clusters = 0;          ///< and how many stories they tell
    std::vector<Count> years;            ///< in their order
    std::vector<Count> sources;          ///< most articles first
    std::vector<Count> languages;        ///< the same, guessed ones included
    std::uint64_t without_language = 0;  ///< articles
    std::vector<Size> sizes;             ///< by purpose, largest first
    std::vector<Size> files;             ///< by the name of the file, over all parts, largest first
    std::uint64_t bytes = 0;
    std::vector<RunEntry> runs;  ///< all, the first one first
};

/// Throws Error when there is no archive or it cannot be read.
[[nodiscard]] ArchiveStats archive_stats(const std::filesystem::path& archive);

/// For a person, and as one line of JSON.
[[nodiscard]] std::string stats_text(const ArchiveStats& stats);
[[nodiscard]] std::string stats_json(const ArchiveStats& stats);

}  // namespace dateline
