#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "indexer/maintenance/repair.h"
#include "indexer/run.h"

namespace dateline {

/// The one line that ends a run.
[[nodiscard]] std::string summary_line(const RunSummary& summary, double seconds, bool dry_run);

/// What a run has pruned or would prune: their file has gone.
[[nodiscard]] std::string prune_line(const PruneSummary& prune, bool dry_run);

/// The summary as one JSON object on one line.
[[nodiscard]] std::string summary_json(const RunSummary& summary, double seconds, bool dry_run);

/// What is drawn over and over on one line of a terminal.
[[nodiscard]] std::string progress_line(std::uint64_t done, std::uint64_t all);

/// A rejected record as one line of JSON.
[[nodiscard]] std::string reject_json(const RejectedRecord& record);

/// An article that a repair could not save, as one line of JSON.
[[nodiscard]] std::string lost_json(const LostArticle& lost);

/// Tells a person what a run meets: rejected records as errors, articles lost to
/// another of their id as warnings, notes when asked for, progress on a terminal.
class ConsoleObserver : public RunObserver {
public:
    struct Settings {
        bool verbose = false;
        bool progress = false;   ///< the stream is a terminal
        std::size_t width = 80;  ///< columns of the terminal
    };

    /// `rejects` may be nullptr; both streams must outlive this.
    ConsoleObserver(std::ostream& errors, std::ostream* rejects, Settings settings)
        : errors_(errors), rejects_(rejects), settings_(settings) {}

    void rejected(const RejectedRecord& record) override;
    void noted(const std::string& place, const std::string& note) override;
    void replaced(const std::string& place, const std::string& id) override;
    void progressed(const ReadingCounts& so_far, const std::string& path,
                    std::optional<double> share) override;

    /// Ends the report: takes the progress line off the terminal and says what was not shown.
    void finish();

private:
    void clear_progress();

    std::ostream& errors_;
    std::ostream* rejects_;
    Settings settings_;
    std::size_t rejects_shown_ = 0;
    std::string last_hint_;  ///< not repeated from one record to the next
    std::uint64_t replaced_ = 0;
    std::uint64_t last_drawn_ = 0;
    bool progress_stands_ = false;
};

}  // namespace dateline
