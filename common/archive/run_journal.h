#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct Manifest;

/// What a run did with articles.
struct RunCounts {
    std::uint64_t added = 0;
    std::uint64_t updated = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t moved = 0;  ///< of the unchanged: the file they came from had gone
    std::uint64_t older = 0;  ///< than what the archive has; left out
    std::uint64_t removed = 0;
    std::uint64_t rejected = 0;
    std::uint64_t skipped = 0;

    bool operator==(const RunCounts&) const = default;
};

/// A SOURCE of a run.
struct RunSource {
    std::string path;                     ///< canonical, as visible() writes it; "-" for standard input
    std::optional<std::uint64_t> device;  ///< st_dev of what has one

    bool operator==(const RunSource&) const = default;
};

/// How a run ended.
struct RunEnd {
    enum class Outcome : std::uint8_t { complete, interrupted, failed };

    std::int64_t time = 0;  ///< seconds since 1970 in UTC
    Outcome outcome = Outcome::complete;
    std::string error;  ///< of a failed one, for a person
    RunCounts counts;
    std::uint64_t revision = 0;  ///< of the archive then
    std::uint64_t articles = 0;  ///< that it then had

    bool operator==(const RunEnd&) const = default;
};

/// One run of a program that wrote to the archive, or tried to.
struct RunEntry {
    std::string kind;                ///< "index", "prune", "remove" …
    std::string tool;                ///< version of the program
    std::int64_t start = 0;          ///< seconds since 1970 in UTC
    std::vector<RunSource> sources;  ///< the first of them, see most_sources
    std::uint64_t more_sources = 0;  ///< that are not listed
    std::string query;               ///< of articles to be removed
    std::optional<RunEnd> end;       ///< nothing: the run was killed, or goes on

    bool operator==(const RunEntry&) const = default;
};

/// A shell that expands `*.jsonl` may name thousands; a journal that is read with every run has to stay
/// small.
inline constexpr std::size_t most_sources = 50;

/// "complete", "interrupted" or "failed".
[[nodiscard]] std::string_view name_of(RunEnd::Outcome outcome);

/// The journal is text, a JSON object a line, and only grows: one line when a run begins and one when it
/// ends, so that a run that was killed shows by the line that is missing.
[[nodiscard]] std::string begin_line(const RunEntry& entry);
[[nodiscard]] std::string end_line(const RunEnd& end);

/// The runs in their order. Keys that are not known are passed over. Throws Error when the text is damaged.
[[nodiscard]] std::vector<RunEntry> runs_from_text(std::string_view text);

/// The runs of an archive as of that manifest. Throws Error when the file is not as it was written.
[[nodiscard]] std::vector<RunEntry> read_runs(const std::filesystem::path& archive, const Manifest& manifest);

/// Puts a line behind those that the manifest counts, durably, and has the manifest count it, too; to be
/// written by the caller. Throws Error when the file is not as it was written; then nothing has changed.
void append_run_line(const std::filesystem::path& archive, Manifest& manifest, std::string_view line);

}  // namespace dateline
