#include "indexer/report.h"

#include <algorithm>

#include <fmt/format.h>

#include "common/article_json.h"
#include "common/error.h"
#include "common/text/columns.h"
#include "indexer/input/visible.h"

namespace dateline {

namespace {

/// Rejected records that are told one by one; beyond them only the count, and the file of rejects, say more.
constexpr std::size_t most_rejects_shown = 50;

/// Replaced articles that are told one by one, unless everything is to be told.
constexpr std::uint64_t most_replaced_shown = 3;

/// Articles from one drawing of the progress line to the next.
constexpr std::uint64_t draw_every = 500;

double rate(const RunSummary& summary, double seconds) {
    return seconds > 0 ? static_cast<double>(summary.read) / seconds : 0;
}

/// "[#####     ]  50 %"
std::string progress_bar(double share) {
    constexpr std::size_t width = 20;
    const auto filled = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * width);
    return fmt::format("[{:#<{}}{: <{}}] {:3.0f} %", "", filled, "", width - filled,
                       std::clamp(share, 0.0, 1.0) * 100);
}

std::string moved(const RunSummary& summary) {
    return summary.moved > 0 ? fmt::format(", {} in another file than before", summary.moved) : "";
}

std::string older_than_archived(const RunSummary& summary) {
    return summary.older > 0 ? fmt::format(", {} older than archived", summary.older) : "";
}

}  // namespace

std::string summary_line(const RunSummary& summary, double seconds, bool dry_run) {
    return fmt::format(
        "{}{} read: {} added, {} updated, {} unchanged; {} rejected, {} skipped, {} undated{}{}{}; {:.1f} s, "
        "{:.0f} articles/s",
        dry_run ? "dry run: " : "", summary.read, summary.added, summary.updated, summary.unchanged,
        summary.rejected, summary.skipped, summary.undated, older_than_archived(summary), moved(summary),
        summary.replaced_in_run > 0 ? fmt::format(", {} replaced in this run", summary.replaced_in_run) : "",
        seconds, rate(summary, seconds));
}

std::string prune_line(const PruneSummary& prune, bool dry_run) {
    return fmt::format("{} of {} articles {}", prune.gone, prune.articles,
                       prune.removed ? "pruned"
                       : dry_run     ? "would be pruned"
                                     : "would be pruned; --yes does it");
}

std::string summary_json(const RunSummary& summary, double seconds, bool dry_run) {
    return dump({{"read", summary.read},
                 {"added", summary.added},
                 {"updated", summary.updated},
                 {"unchanged", summary.unchanged},
                 {"older", summary.older},
                 {"replaced_in_run", summary.replaced_in_run},
                 {"moved", summary.moved},
                 {"rejected", summary.rejected},
                 {"skipped", summary.skipped},
                 {"undated", summary.undated},
                 {"gone", summary.prune ? Json(summary.prune->gone) : Json(nullptr)},
                 {"pruned", summary.prune && summary.prune->removed ? summary.prune->gone : 0},
                 {"seconds", seconds},
                 {"articles_per_second", rate(summary, seconds)},
                 {"interrupted", summary.interrupted},
                 {"dry_run", dry_run}});
}

std::string progress_line(std::uint64_t done, std::uint64_t all) {
    return fmt::format("{}  {} of {} articles",
                       progress_bar(all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 1), done,
                       all);
}

std::string reject_json(const RejectedRecord& record) {
    return dump({{"file", record.path},
                 {"record", record.number},
                 {"line", record.line},
                 {"offset", record.offset},
                 {"reason", record.reason},
                 {"hint", record.hint}});
}

std::string lost_json(const LostArticle& lost) {
    return dump({{"part", lost.part},
                 {"document", lost.document > 0 ? Json(lost.document) : Json()},
                 {"id", lost.id.empty() ? Json() : Json(lost.id)},
                 {"reason", "its stored article does not read"}});
}

void ConsoleObserver::rejected(const RejectedRecord& record) {
    if (rejects_) *rejects_ << reject_json(record) << '\n';
    if (rejects_shown_++ > most_rejects_shown) return;
    clear_progress();
    if (rejects_shown_ > most_rejects_shown) {
        errors_ << "more records are rejected and not shown here; --rejects FILE keeps them all\n";
        return;
    }
    std::string place = record.path;
    if (record.line > 0) {
        place += fmt::format(":{}", record.line);
    } else if (record.number > 0) {
        place += fmt::format(": record {}", record.number);
    }
    const std::string hint = record.hint == last_hint_ ? "" : record.hint;
    last_hint_ = record.hint;
    errors_ << Error(visible(record.reason), hint).at(visible(place)).describe() << '\n';
}

void ConsoleObserver::noted(const std::string& place, const std::string& note) {
    if (!settings_.verbose) return;
    clear_progress();
    errors_ << "note: " << visible(place) << ": " << visible(note) << '\n';
}

void ConsoleObserver::progressed(const ReadingCounts& so_far, const std::string& path,
                                 std::optional<double> share) {
    if (!settings_.progress || so_far.read < last_drawn_ + draw_every) return;
    last_drawn_ = so_far.read;
    progress_stands_ = true;
    std::string line = share ? progress_bar(*share) + "  " : "";
    line += fmt::format("{} articles, {} rejected  {}", so_far.read, so_far.rejected, visible(path));
    const auto inside_character = [&] { return (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80; };
    while (columns(line) + 1 > settings_.width && !line.empty()) {
        while (inside_character() && line.size() > 1) line.pop_back();
        line.pop_back();
    }
    errors_ << "\r\x1b[K" << line << std::flush;
}

void ConsoleObserver::replaced(const std::string& place, const std::string& id) {
    if (++replaced_ > most_replaced_shown && !settings_.verbose) return;
    clear_progress();
    errors_ << "warning: " << visible(place)
            << ": takes the place of another article of this run with the id \"" << visible(id)
            << "\" and other content\n";
}

void ConsoleObserver::clear_progress() {
    if (!progress_stands_) return;
    progress_stands_ = false;
    errors_ << "\r\x1b[K" << std::flush;
}

void ConsoleObserver::finish() {
    clear_progress();
    const std::uint64_t shown = settings_.verbose ? replaced_ : most_replaced_shown;
    if (replaced_ <= shown) return;
    errors_ << fmt::format("warning: {} more took the place of another of this run; --verbose names them\n",
                           replaced_ - shown);
    replaced_ = 0;
}

}  // namespace dateline
