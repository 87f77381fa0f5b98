#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/dates.h"
#include "indexer/archive/archive_writer.h"
#include "indexer/readers/reader.h"

namespace dateline {

/// One run of the indexer, as asked for.
struct RunOptions {
    std::vector<std::string> sources;
    std::filesystem::path archive;
    std::string format;  ///< a name of the table of formats; empty: recognise each file's
    std::string encoding;
    std::string source;            ///< for articles that name none
    std::optional<Day> published;  ///< for articles that have no date
    bool measure_sources = false;  ///< add up the sizes of all files first, so that progress can be told
    std::string never_read;        ///< a file that will be replaced: to meet it as a source ends the run
    Day today{};                   ///< later dates than tomorrow are not believed
    WritingOptions writing;
};

/// What a run has done.
struct RunSummary {
    std::uint64_t read = 0;  ///< articles
    std::uint64_t added = 0;
    std::uint64_t updated = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t rejected = 0;  ///< records that could not be read
    std::uint64_t skipped = 0;   ///< records and files that are no articles
    std::uint64_t undated = 0;   ///< of those read
    /// Articles that this run took and then replaced by another of the same id and other content.
    std::uint64_t replaced_in_run = 0;
    bool interrupted = false;
};

/// A record that could not become an article, and where it stands.
struct RejectedRecord {
    std::string path{};
    std::uint64_t number = 0;  ///< in the file, from 1; 0 for the file as a whole
    std::uint64_t line = 0;
    std::uint64_t offset = 0;
    std::string reason{};
    std::string hint{};
};

/// Hears of what a run meets while it goes on.
class RunObserver {
public:
    virtual ~RunObserver() = default;
    virtual void rejected(const RejectedRecord& record) = 0;
    /// A repair or a doubt about an article that was taken all the same.
    virtual void noted(const std::string& place, const std::string& note) = 0;
    /// The article at `place` took the place of another one that this run has read, whose id it has and whose
    /// content it has not. Known only some articles later.
    virtual void replaced(const std::string& place, const std::string& id) = 0;
    /// Now and then, and after every file. `share` is how much of the input's bytes is behind us, from 0 to
    /// 1; nothing when the run was not asked to measure its sources.
    virtual void progressed(const RunSummary& so_far, const std::string& path,
                            std::optional<double> share) = 0;
};

/// Reads the sources into the archive. `stop` is asked after every record: once it says true, the run
/// publishes what it has and ends. Throws Error when the run as a whole cannot go on: a source that is
/// missing, an archive that cannot be written, no article in all of the input.
[[nodiscard]] RunSummary run_indexer(const RunOptions& options, RunObserver& observer,
                                     const std::function<bool()>& stop);

}  // namespace dateline
