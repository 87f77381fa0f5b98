#include "indexer/maintenance/runs.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "common/archive/archive.h"
#include "common/archive/manifest.h"
#include "common/dates.h"

namespace dateline {

namespace {

/// "2026-01-24T02:00:01Z"
std::string time_text(std::int64_t seconds_since_1970) {
    const std::chrono::seconds since(seconds_since_1970);
    Timestamp when;
    when.day = Day(std::chrono::floor<std::chrono::days>(since));
    when.clock = since - when.day.time_since_epoch();
    when.offset = std::chrono::minutes(0);
    return in_calendar(when.day) ? to_string(when) : std::to_string(seconds_since_1970);
}

std::string counts_text(const RunCounts& counts) {
    std::string text;
    const auto add = [&](std::uint64_t count, const char* what) {
        if (count == 0) return;
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", with_commas(count), what);
    };
    add(counts.added, "added");
    add(counts.updated, "updated");
    add(counts.unchanged, "unchanged");
    add(counts.moved, "of these in another file than before");
    add(counts.older, "older than archived");
    add(counts.removed, "removed");
    add(counts.rejected, "rejected");
    add(counts.skipped, "skipped");
    return text;
}

std::string outcome_text(const RunEnd& end, std::int64_t start) {
    std::string outcome(name_of(end.outcome));
    if (!end.error.empty()) outcome += " (" + end.error + ")";
    const std::string counts = counts_text(end.counts);
    return fmt::format("{} after {} s{}{}; revision {}, {} articles", outcome, end.time - start,
                       counts.empty() ? "" : ": ", counts, end.revision, with_commas(end.articles));
}

std::string run_text(const RunEntry& run, std::size_t number, bool last) {
    std::string text = fmt::format("{:>6}  {}  {}", number, time_text(run.start), run.kind);
    if (!run.query.empty()) text += "  " + run.query;
    for (const RunSource& source : run.sources) text += "  " + source.path;
    if (run.more_sources > 0) text += fmt::format("  and {} more", run.more_sources);
    text += "\n        ";
    if (run.end) return text + outcome_text(*run.end, run.start) + '\n';
    return text + (last ? "did not end: it goes on, or was killed\n" : "did not end: it was killed\n");
}

Json run_json(const RunEntry& run, std::size_t number) {
    Json json{{"run", number}, {"kind", run.kind}, {"tool", run.tool}, {"start", time_text(run.start)}};
    json["end"] = run.end ? Json(time_text(run.end->time)) : Json(nullptr);
    json["outcome"] = run.end ? Json(name_of(run.end->outcome)) : Json(nullptr);
    json["error"] = run.end ? text_or_null(run.end->error) : Json(nullptr);
    json["query"] = text_or_null(run.query);
    Json& sources = json["sources"] = Json::array();
    for (const RunSource& source : run.sources) sources.push_back(source.path);
    json["more_sources"] = run.more_sources;
    const RunEnd end = run.end.value_or(RunEnd{});
    const auto add = [&](const char* key, std::uint64_t number_then) {
        json[key] = run.end ? Json(number_then) : Json(nullptr);
    };
    add("added", end.counts.added);
    add("updated", end.counts.updated);
    add("unchanged", end.counts.unchanged);
    add("moved", end.counts.moved);
    add("older", end.counts.older);
    add("removed", end.counts.removed);
    add("rejected", end.counts.rejected);
    add("skipped", end.counts.skipped);
    add("revision", end.revision);
    add("articles", end.articles);
    return json;
}

/// Calls `use` with each of the last runs and its number, counted from 1 over all.
template <typename Use>
void for_the_last(const std::vector<RunEntry>& runs, std::size_t most, Use use) {
    for (std::size_t i = runs.size() - std::min(most, runs.size()); i < runs.size(); ++i) use(runs[i], i + 1);
}

}  // namespace

std::string with_commas(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
    return text;
}

std::string noun(std::uint64_t number, std::string_view singular) {
    return std::string(singular) + (number == 1 ? "" : "s");
}

ArchiveRuns archive_runs(const std::filesystem::path& folder) {
    const Manifest manifest = Archive(folder).manifest();
    return {manifest.archive_id, manifest.revision, read_runs(folder, manifest)};
}

std::string runs_text(const std::vector<RunEntry>& runs, std::size_t most) {
    std::string text;
    for_the_last(runs, most, [&](const RunEntry& run, std::size_t number) {
        text += run_text(run, number, number == runs.size());
    });
    return text;
}

Json runs_list(const std::vector<RunEntry>& runs, std::size_t most) {
    Json list = Json::array();
    for_the_last(runs, most,
                 [&](const RunEntry& run, std::size_t number) { list.push_back(run_json(run, number)); });
    return list;
}

std::string runs_json(const ArchiveRuns& runs) {
    return dump({{"schema", 1},
                 {"archive", {{"id", runs.archive_id}, {"revision", runs.revision}}},
                 {"runs", runs_list(runs.runs, runs.runs.size())}});
}

}  // namespace dateline
