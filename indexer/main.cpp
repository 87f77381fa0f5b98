#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <sys/ioctl.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "common/cli/data_files.h"
#include "common/cli/exit.h"
#include "common/cli/streams.h"
#include "common/error.h"
#include "common/version.h"
#include "indexer/convert.h"
#include "indexer/explain_input.h"
#include "indexer/input/visible.h"
#include "indexer/maintenance/backup.h"
#include "indexer/maintenance/check.h"
#include "indexer/maintenance/compact.h"
#include "indexer/maintenance/export.h"
#include "indexer/maintenance/reindex.h"
#include "indexer/maintenance/remove.h"
#include "indexer/maintenance/repair.h"
#include "indexer/maintenance/runs.h"
#include "indexer/maintenance/stats.h"
#include "indexer/options.h"
#include "indexer/rejects_file.h"
#include "indexer/report.h"
#include "indexer/search_program.h"

namespace {

using namespace dateline;

std::atomic<int> signal_received = 0;

/// Of a check: behind them only their number is told.
constexpr std::uint64_t most_faults_told = 50;

/// From one drawing of a line of progress to the next.
constexpr std::uint64_t articles_a_drawing = 500;

void on_signal(int signal) {
    signal_received = signal;
}

/// Not with std::signal: what waits for a pipe is to wake up.
void hear_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

std::optional<std::string> environment_variable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
}

std::filesystem::path this_program() {
    std::error_code unknown;
    return std::filesystem::read_symlink("/proc/self/exe", unknown);
}

/// The entity model that belongs to this program.
std::filesystem::path installed_model() {
    return data_file("entities.bin", this_program(), environment_variable);
}

std::int64_t seconds_now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
        .time_since_epoch()
        .count();
}

/// What the journal says of this run, which begins now.
Journalling journalling(std::string kind) {
    Journalling journal;
    journal.entry.kind = std::move(kind);
    journal.entry.start = seconds_now();
    journal.now = seconds_now;
    return journal;
}

std::string new_archive_id() {
    std::random_device random;
    std::string id;
    for (int i = 0; i < 4; ++i) id += fmt::format("{:08x}", random());
    return id;
}

std::size_t terminal_width() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

ExitCode stopped_by_signal() {
    return signal_received == SIGTERM ? ExitCode::terminated : ExitCode::interrupted;
}

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
        options.run.reading.measure_sources = !options.quiet && ::isatty(STDERR_FILENO) == 1;
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

bool is_stopped() {
    return signal_received != 0;
}

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

ExitCode check(const IndexerOptions& options) {
    std::uint64_t told = 0;
    const auto tell = [&](const std::string& fault) {
        if (++told <= most_faults_told) std::cerr << "error: " << fault << '\n';
    };
    const CheckSummary summary = check_archive(options.run.archive, tell, is_stopped);
    if (summary.tables_unchecked && !options.quiet)
        std::cerr << "note: left out is Xapian's own check of its tables, which opens them for writing; "
                     "you may only read them\n";
    if (!options.quiet)
        std::cout << fmt::format("{} articles, {} faults\n", summary.articles, summary.faults);
    if (summary.interrupted) return stopped_by_signal();
    return summary.faults > 0 ? ExitCode::failed : ExitCode::ok;
}

/// Says what a repair could not save, and writes it to the file of rejects.
class LostArticles {
public:
    explicit LostArticles(const IndexerOptions& options) {
        if (options.rejects) file_.emplace(*options.rejects, std::vector<std::string>{}, options.run.archive);
    }

    void tell(const LostArticle& lost) {
        if (file_) file_->stream() << lost_json(lost) << '\n';
        if (++told_ > most_faults_told) return;
        const std::string number = lost.document > 0 ? std::to_string(lost.document) : "unknown";
        std::cerr << fmt::format("lost: {}: document {} (id {})\n", lost.part, number,
                                 lost.id.empty() ? "unknown" : visible(lost.id));
        if (told_ == most_faults_told) std::cerr << "more are lost; --rejects FILE lists them all\n";
    }

    void keep() {
        if (file_) file_->keep();
    }

private:
    std::optional<RejectsFile> file_;
    std::uint64_t told_ = 0;
};

ExitCode repair(const IndexerOptions& options) {
    std::uint64_t told = 0;
    LostArticles lost(options);
    const RepairOptions what{.archive = options.run.archive,
                             .threads = options.run.writing.threads,
                             .new_archive_id = new_archive_id(),
                             .on_fault =
                                 [&](const std::string& fault) {
                                     if (++told <= most_faults_told) std::cerr << "error: " << fault << '\n';
                                 },
                             .on_lost = [&](const LostArticle& article) { lost.tell(article); }};
    const RepairSummary summary = repair_archive(what, is_stopped);
    if (summary.interrupted) {
        std::cerr << "stopped by a signal; the archive is as it was\n";
        return stopped_by_signal();
    }
    lost.keep();
    if (summary.back > 0) {
        std::cerr << fmt::format(
            "warning: {} articles that were replaced or removed cannot be told from the "
            "living any more and are back\n",
            summary.back);
    }
    if (summary.removals_unknown)
        std::cerr << "warning: of several articles of one id the newest was kept; removed ones may be back\n";
    if (!options.quiet && !summary.was_needed)
        std::cout << fmt::format("nothing to repair: {} articles\n", summary.articles);
    if (!options.quiet && summary.was_needed) {
        std::cout << fmt::format(
            "repaired: {} articles, {} lost; {} parts built anew{}\n", summary.articles, summary.lost,
            summary.rebuilt, summary.kept.empty() ? "" : "; what was damaged is in " + summary.kept.string());
    }
    return summary.lost > 0 ? ExitCode::none : ExitCode::ok;
}

ExitCode compact(IndexerOptions& options) {
    options.run.writing.entities = EntityMode::given;  // nothing is recognised here
    const CompactSummary done = compact_archive(options.run.archive, options.run.writing, is_stopped);
    if (done.interrupted) return stopped_by_signal();
    if (options.quiet) return ExitCode::ok;
    if (done.after == done.before) {
        std::cerr << fmt::format("nothing to do: no more than one part, no dead articles, {} bytes\n",
                                 done.before.bytes);
        return ExitCode::ok;
    }
    std::cerr << fmt::format("{} parts with {} dead articles, {} bytes; now {} with {}, {} bytes\n",
                             done.before.parts, done.before.dead, done.before.bytes, done.after.parts,
                             done.after.dead, done.after.bytes);
    return ExitCode::ok;
}

ExitCode reindex(IndexerOptions& options) {
    if (options.run.writing.entity_model.empty()) options.run.writing.entity_model = installed_model();
    const bool draws = !options.quiet && ::isatty(STDERR_FILENO) == 1;
    ReindexOptions what{.archive = options.run.archive, .writing = options.run.writing};
    if (draws) {
        what.on_progress = [](std::uint64_t done, std::uint64_t all) {
            if (done % articles_a_drawing == 0)
                std::cerr << "\r\x1b[K" << progress_line(done, all) << std::flush;
        };
    }
    const auto start = std::chrono::steady_clock::now();
    const ReindexSummary summary = reindex_archive(what, is_stopped);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (draws) std::cerr << "\r\x1b[K";
    if (summary.interrupted) {
        std::cerr << "stopped by a signal; the archive is as it was\n";
        return stopped_by_signal();
    }
    if (!options.quiet)
        std::cout << fmt::format("{} articles indexed anew; {:.1f} s\n", summary.articles, took.count());
    return ExitCode::ok;
}

ExitCode export_all(const IndexerOptions& options) {
    const std::uint64_t written = export_articles(options.run.archive, std::cout, is_stopped);
    if (std::cout.flush() && !options.quiet) std::cerr << written << " articles\n";
    return is_stopped() ? stopped_by_signal() : ExitCode::ok;
}

ExitCode make_backup(const IndexerOptions& options) {
    const std::uint64_t articles = back_up(options.run.archive, options.backup);
    if (!options.quiet) std::cout << fmt::format("{} articles in {}\n", articles, options.backup);
    return ExitCode::ok;
}

void show_stats(const IndexerOptions& options) {
    if (options.runs) {
        const ArchiveRuns runs = archive_runs(options.run.archive);
        std::cout << (options.json ? runs_json(runs) + '\n' : runs_text(runs.runs, runs.runs.size()));
        return;
    }
    const ArchiveStats stats = archive_stats(options.run.archive);
    std::cout << (options.json ? stats_json(stats) + '\n' : stats_text(stats));
}

std::vector<std::string> ids_to_remove(const std::vector<std::string>& named) {
    std::vector<std::string> ids;
    for (const std::string& id : named) {
        if (id != "-") {
            ids.push_back(id);
            continue;
        }
        for (std::string line; std::getline(std::cin, line);) {
            if (!line.empty()) ids.push_back(line);
        }
        // Part of a list is not what somebody wants to be gone.
        if (is_stopped())
            throw Error("stopped by a signal", "nothing was removed").exiting(stopped_by_signal());
        if (std::ferror(stdin) != 0) throw Error("cannot read standard input", "nothing was removed");
    }
    return ids;
}

ExitCode remove_some(IndexerOptions& options) {
    RemovalOptions removal;
    removal.archive = options.run.archive;
    removal.ids = ids_to_remove(options.remove);
    const bool by_query = options.task == IndexerTask::remove_query;
    if (by_query) {
        const ProgramQuestion question{this_program(), options.run.archive, options.remove_query,
                                       options.shared.today};
        removal.find_ids = [question] { return ids_found(question); };
    }
    removal.confirmed = options.confirmed && !options.run.writing.dry_run;
    removal.limit = options.remove_limit;
    removal.writing = options.run.writing;
    removal.writing.entities = EntityMode::given;  // nothing is recognised here
    removal.writing.journal = journalling(by_query ? "remove-query" : "remove");
    removal.writing.journal.entry.query = visible(options.remove_query);
    const RemovalSummary summary = remove_articles(removal);
    const bool found_none = by_query && summary.removed == 0;
    if (found_none)
        std::cerr << fmt::format("error: {}: no article matches\n", visible(options.remove_query));
    for (const std::string& id : summary.unknown)
        std::cerr << fmt::format("error: {}: no article has this id\n", visible(id));
    if (!options.quiet) {
        std::cout << fmt::format("{} of {} articles {}\n", summary.removed, summary.articles,
                                 removal.confirmed ? "removed" : "would be removed; --yes does it");
    }
    return summary.unknown.empty() && !found_none ? ExitCode::ok : ExitCode::none;
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
    return perform(options);
}

}  // namespace

int main(int count, char** values) {
    secure_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves shows in std::cout, see `flushed`
    return exit_code_of([&] { return flushed(run({values + 1, values + count}), std::cout); }, std::cerr);
}
