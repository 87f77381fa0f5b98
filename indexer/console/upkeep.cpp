#include "indexer/console/upkeep.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "common/archive/manifest.h"
#include "common/error.h"
#include "indexer/console/surroundings.h"
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
#include "indexer/rejects_file.h"
#include "indexer/report.h"
#include "indexer/search_program.h"

namespace dateline {

namespace {

/// Of a check: behind them only their number is told.
constexpr std::uint64_t most_faults_told = 50;

/// From one drawing of a line of progress to the next.
constexpr std::uint64_t articles_a_drawing = 500;

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

}  // namespace

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
        std::cout << fmt::format("{} {}, {} {}\n", summary.articles, noun(summary.articles, "article"),
                                 summary.faults, noun(summary.faults, "fault"));
    if (summary.interrupted) return stopped_by_signal();
    return summary.faults > 0 ? ExitCode::failed : ExitCode::ok;
}

ExitCode repair(const IndexerOptions& options) {
    std::uint64_t told = 0;
    LostArticles lost(options);
    const RepairOptions what{.archive = options.run.archive,
                             .threads = options.run.writing.threads,
                             .new_archive_id = new_archive_id(),
                             .journal = journalling("repair"),
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
        std::cout << fmt::format("nothing to repair: {} {}\n", summary.articles,
                                 noun(summary.articles, "article"));
    if (!options.quiet && summary.was_needed) {
        std::cout << fmt::format(
            "repaired: {} {}, {} lost; {} {} built anew{}\n", summary.articles,
            noun(summary.articles, "article"), summary.lost, summary.rebuilt, noun(summary.rebuilt, "part"),
            summary.kept.empty() ? "" : "; what was damaged is in " + summary.kept.string());
    }
    return summary.lost > 0 ? ExitCode::none : ExitCode::ok;
}

ExitCode compact(IndexerOptions& options) {
    options.run.writing.entities = EntityMode::given;  // nothing is recognised here
    options.run.writing.journal = journalling("compact");
    const CompactSummary done = compact_archive(options.run.archive, options.run.writing, is_stopped);
    if (done.interrupted) return stopped_by_signal();
    if (options.quiet) return ExitCode::ok;
    if (done.after == done.before) {
        std::cerr << fmt::format("nothing to do: no more than one part, no dead articles, {} bytes\n",
                                 done.before.bytes);
        return ExitCode::ok;
    }
    std::cerr << fmt::format("{} {} with {} dead {}, {} bytes; now {} with {}, {} bytes\n", done.before.parts,
                             noun(done.before.parts, "part"), done.before.dead,
                             noun(done.before.dead, "article"), done.before.bytes, done.after.parts,
                             done.after.dead, done.after.bytes);
    return ExitCode::ok;
}

/// The articles of an archive that have copies.
std::uint64_t copies_in(const std::filesystem::path& archive) {
    std::uint64_t copies = 0;
    if (const auto manifest = read_manifest(archive, oldest_reindexable_schema))
        for (const Manifest::Part& part : manifest->parts) copies += part.copies;
    return copies;
}

ExitCode reindex(IndexerOptions& options) {
    const std::uint64_t copies_before = copies_in(options.run.archive);
    if (options.run.writing.entity_model.empty()) options.run.writing.entity_model = installed_model();
    options.run.writing.journal = journalling("reindex");
    const bool draws = draws_progress(options.quiet);
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
        std::cout << fmt::format("{} {} indexed anew; {:.1f} s\n", summary.articles,
                                 noun(summary.articles, "article"), took.count());
    // An archive does not say by which --duplicate-window it was made.
    const std::uint64_t copies = copies_in(options.run.archive);
    if (!options.quiet && copies_before == 0 && copies > 0) {
        std::cerr << fmt::format(
            "note: {} articles have copies now, where none had before; --reindex --duplicate-window 0 looks "
            "for none\n",
            copies);
    }
    return ExitCode::ok;
}

ExitCode export_all(const IndexerOptions& options) {
    const std::uint64_t written = export_articles(options.run.archive, std::cout, is_stopped);
    if (std::cout.flush() && !options.quiet) std::cerr << written << ' ' << noun(written, "article") << '\n';
    return is_stopped() ? stopped_by_signal() : ExitCode::ok;
}

ExitCode make_backup(const IndexerOptions& options) {
    const std::uint64_t articles = back_up(options.run.archive, options.backup);
    if (!options.quiet)
        std::cout << fmt::format("{} {} in {}\n", articles, noun(articles, "article"), options.backup);
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
    for (const std::string& id : summary.unknown)
        std::cerr << fmt::format("error: {}: no article has this id\n", visible(id));
    if (!options.quiet) {
        // Why a query finds nothing the search has said.
        const char* nothing =
            removal.confirmed ? "match; nothing was removed" : "match; nothing would be removed";
        const char* some = removal.confirmed ? "removed" : "would be removed; --yes does it";
        std::cout << fmt::format("{} of {} articles {}\n", summary.removed, summary.articles,
                                 found_none ? nothing : some);
    }
    return summary.unknown.empty() && !found_none ? ExitCode::ok : ExitCode::none;
}

}  // namespace dateline
