#include "indexer/report.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/error.h"
#include "common/text/columns.h"

namespace dateline {

namespace {

using Json = nlohmann::ordered_json;

/// Rejected records that are told one by one; beyond them only the count, and the file of rejects, say more.
constexpr std::size_t most_rejects_shown = 50;

/// Articles from one drawing of the progress line to the next.
constexpr std::uint64_t draw_every = 500;

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

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

/// Text out of files, made safe for a terminal.
std::string printable(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return text;
}

}  // namespace

std::string summary_line(const RunSummary& summary, double seconds, bool dry_run) {
    return fmt::format(
        "{}{} read: {} added, {} updated, {} unchanged; {} rejected, {} skipped, {} undated; {:.1f} s, "
        "{:.0f} articles/s",
        dry_run ? "dry run: " : "", summary.read, summary.added, summary.updated, summary.unchanged,
        summary.rejected, summary.skipped, summary.undated, seconds, rate(summary, seconds));
}

std::string summary_json(const RunSummary& summary, double seconds, bool dry_run) {
    return dumped({{"read", summary.read},
                   {"added", summary.added},
                   {"updated", summary.updated},
                   {"unchanged", summary.unchanged},
                   {"rejected", summary.rejected},
                   {"skipped", summary.skipped},
                   {"undated", summary.undated},
                   {"seconds", seconds},
                   {"articles_per_second", rate(summary, seconds)},
                   {"interrupted", summary.interrupted},
                   {"dry_run", dry_run}});
}

std::string reject_json(const RejectedRecord& record) {
    return dumped({{"file", record.path},
                   {"record", record.number},
                   {"line", record.line},
                   {"offset", record.offset},
                   {"reason", record.reason},
                   {"hint", record.hint}});
}

void ConsoleObserver::rejected(const RejectedRecord& record) {
    if (rejects_) *rejects_ << reject_json(record) << '\n';
    if (rejects_shown_++ > most_rejects_shown) return;
    finish();
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
    errors_ << Error(printable(record.reason), record.hint).at(printable(place)).describe() << '\n';
}

void ConsoleObserver::noted(const std::string& place, const std::string& note) {
    if (!settings_.verbose) return;
    finish();
    errors_ << "note: " << printable(place) << ": " << printable(note) << '\n';
}

void ConsoleObserver::progressed(const RunSummary& so_far, const std::string& path,
                                 std::optional<double> share) {
    if (!settings_.progress || so_far.read < last_drawn_ + draw_every) return;
    last_drawn_ = so_far.read;
    progress_stands_ = true;
    std::string line = share ? progress_bar(*share) + "  " : "";
    line += fmt::format("{} articles, {} rejected  {}", so_far.read, so_far.rejected, printable(path));
    const auto inside_character = [&] { return (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80; };
    while (columns(line) + 1 > settings_.width && !line.empty()) {
        while (inside_character() && line.size() > 1) line.pop_back();
        line.pop_back();
    }
    errors_ << "\r\x1b[K" << line << std::flush;
}

void ConsoleObserver::finish() {
    if (!progress_stands_) return;
    progress_stands_ = false;
    errors_ << "\r\x1b[K" << std::flush;
}

}  // namespace dateline
