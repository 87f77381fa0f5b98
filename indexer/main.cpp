#include <chrono>
#include <csignal>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "common/cli/exit.h"
#include "common/cli/streams.h"
#include "common/version.h"
#include "indexer/console/last_words.h"
#include "indexer/console/surroundings.h"
#include "indexer/console/upkeep.h"
#include "indexer/convert.h"
#include "indexer/explain_input.h"
#include "indexer/options.h"
#include "indexer/rejects_file.h"
#include "indexer/report.h"

namespace {

using namespace dateline;

ExitCode exit_code(const ReadingCounts& summary) {
    if (summary.interrupted) return stopped_by_signal();
    return summary.rejected > 0 ? ExitCode::none : ExitCode::ok;
}

/// What a person hears of a run, and the file of rejects, if any.
class Report {
public:
    explicit Report(IndexerOptions& options) {
        const std::vector<std::string>& sources = options.run.reading.sources;
        if (options.rejects) rejects_.emplace(*options.rejects, sources, options.run.archive);
        options.run.reading.measure_sources = draws_progress(options.quiet);
        observer_.emplace(std::cerr, rejects_ ? &rejects_->stream() : nullptr,
                          ConsoleObserver::Settings{.verbose = options.shared.verbose,
                                                    .progress = options.run.reading.measure_sources,
                                                    .width = terminal_width()});
    }

    /// What `work` returns. The file of rejects is kept even when that ends in an error.
    template <typename Work>
    auto of(Work work) {
        try {
            auto summary = work(*observer_);
            observer_->finish();
            if (rejects_) rejects_->keep();
            return summary;
        } catch (...) {
            observer_->finish();
            if (rejects_) rejects_->keep_what_there_is();
            throw;
        }
    }

private:
    std::optional<RejectsFile> rejects_;
    std::optional<ConsoleObserver> observer_;
};

ExitCode index_articles(IndexerOptions& options) {
    Report report(options);
    options.run.writing.new_archive_id = new_archive_id();
    options.run.writing.journal = journalling(options.run.prune ? "prune" : "index");
    if (options.run.writing.entity_model.empty()) options.run.writing.entity_model = installed_model();

    const auto start = std::chrono::steady_clock::now();
    const RunSummary summary =
        report.of([&](RunObserver& observer) { return run_indexer(options.run, observer, is_stopped); });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;

    const bool dry_run = options.run.writing.dry_run;
    if (summary.interrupted) {
        std::cerr << "stopped by a signal; what was read is in the archive, run again to go on\n";
    }
    if (options.json) {
        std::cout << summary_json(summary, took.count(), dry_run) << '\n';
    } else if (!options.quiet) {
        std::cout << summary_line(summary, took.count(), dry_run) << '\n';
        if (summary.prune && !summary.prune->refusal && !summary.interrupted)
            std::cout << prune_line(*summary.prune, dry_run) << '\n';
    }
    if (summary.prune && summary.prune->refusal) {
        std::cerr << summary.prune->refusal->describe() << '\n';
        return ExitCode::failed;
    }
    return exit_code(summary);
}

ExitCode convert(IndexerOptions& options) {
    Report report(options);
    const ReadingCounts counts = report.of([&](RunObserver& observer) {
        return convert_articles(options.run.reading, observer, is_stopped, std::cout);
    });
    if (std::cout.flush() && !options.quiet) {
        std::cerr << fmt::format("{} read; {} rejected, {} skipped, {} undated\n", counts.read,
                                 counts.rejected, counts.skipped, counts.undated);
    }
    return exit_code(counts);
}

ExitCode perform(IndexerOptions& options) {
    switch (options.task) {
        case IndexerTask::convert:
            return convert(options);
        case IndexerTask::explain_input:
            explain_input(options.run.reading, std::cout);
            return ExitCode::ok;
        case IndexerTask::stats:
            show_stats(options);
            return ExitCode::ok;
        case IndexerTask::check:
            return check(options);
        case IndexerTask::backup:
            return make_backup(options);
        case IndexerTask::export_all:
            return export_all(options);
        case IndexerTask::remove:
        case IndexerTask::remove_query:
            return remove_some(options);
        case IndexerTask::compact:
            return compact(options);
        case IndexerTask::repair:
            return repair(options);
        case IndexerTask::reindex:
            return reindex(options);
        case IndexerTask::index:
            break;
    }
    return index_articles(options);
}

ExitCode run(const std::vector<std::string>& arguments) {
    const auto now = std::chrono::system_clock::now();
    IndexerOptions options =
        parse_indexer_options(arguments, environment_variable, std::chrono::floor<std::chrono::days>(now),
                              std::max(1U, std::thread::hardware_concurrency()));
    if (options.shared.help) {
        std::cout << indexer_help();
        return ExitCode::ok;
    }
    if (options.shared.version) {
        std::cout << "dateline-index " << version << '\n';
        return ExitCode::ok;
    }
    if (options.list_formats) {
        std::cout << formats_help();
        return ExitCode::ok;
    }
    hear_signals();
    say_why_xapian_ends_the_program(options.run.archive);
    return perform(options);
}

}  // namespace

int main(int count, char** values) {
    secure_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves shows in std::cout, see `flushed`
    return exit_code_of([&] { return flushed(run({values + 1, values + count}), std::cout); }, std::cerr);
}
