#include "common/archive/run_journal.h"

#include <array>
#include <utility>

#include "common/archive/damage.h"
#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "common/archive/manifest.h"
#include "common/article_json.h"
#include "common/hash.h"

namespace dateline {

namespace {

constexpr std::array<std::string_view, 3> outcomes{"complete", "interrupted", "failed"};

/// One table for writing and reading: what a run counts, by its keys.
constexpr std::array<std::pair<const char*, std::uint64_t RunCounts::*>, 8> counts{{
    {"added", &RunCounts::added},
    {"updated", &RunCounts::updated},
    {"unchanged", &RunCounts::unchanged},
    {"moved", &RunCounts::moved},
    {"older", &RunCounts::older},
    {"removed", &RunCounts::removed},
    {"rejected", &RunCounts::rejected},
    {"skipped", &RunCounts::skipped},
}};

[[noreturn]] void damaged() {
    throw damaged_archive("its journal of runs is not as it was written");
}

std::string text_at(const Json& line, const char* key) {
    const auto found = line.find(key);
    if (found == line.end()) return {};
    if (!found->is_string()) damaged();
    return found->get<std::string>();
}

std::uint64_t number_at(const Json& line, const char* key) {
    const auto found = line.find(key);
    if (found == line.end()) return 0;
    if (!found->is_number_unsigned()) damaged();
    return found->get<std::uint64_t>();
}

std::int64_t time_at(const Json& line, const char* key) {
    if (!line[key].is_number_integer()) damaged();
    return line[key].get<std::int64_t>();
}

RunEntry to_entry(const Json& line) {
    RunEntry entry;
    entry.start = time_at(line, "begin");
    entry.kind = text_at(line, "kind");
    entry.tool = text_at(line, "tool");
    entry.query = text_at(line, "query");
    entry.more_sources = number_at(line, "more_sources");
    const auto sources = line.find("sources");
    if (sources == line.end()) return entry;
    if (!sources->is_array()) damaged();
    for (const Json& each : *sources) {
        if (!each.is_object()) damaged();
        RunSource source{text_at(each, "path"), std::nullopt};
        if (each.contains("device")) source.device = number_at(each, "device");
        entry.sources.push_back(std::move(source));
    }
    return entry;
}

RunEnd to_end(const Json& line) {
    RunEnd end;
    end.time = time_at(line, "end");
    const std::string outcome = text_at(line, "outcome");
    std::size_t at = 0;
    while (at < outcomes.size() && outcomes[at] != outcome) ++at;
    if (at == outcomes.size()) damaged();
    end.outcome = static_cast<RunEnd::Outcome>(at);
    end.error = text_at(line, "error");
    for (const auto& [key, member] : counts) end.counts.*member = number_at(line, key);
    end.revision = number_at(line, "revision");
    end.articles = number_at(line, "articles");
    return end;
}

/// The bytes that the manifest counts. A journal with nothing in it needs no file.
std::string valid_text(const layout::Path& archive, const Manifest& manifest) {
    if (manifest.runs_bytes == 0) return {};
    const layout::Path file = layout::runs(archive);
    try {
        std::string text = read_file(file);
        if (text.size() < manifest.runs_bytes) damaged();
        text.resize(manifest.runs_bytes);
        if (to_hex(hash128(text)) != manifest.runs_hash) damaged();
        return text;
    } catch (Error& error) {
        if (error.place().empty()) error.at(file.string());
        throw;
    }
}

}  // namespace

std::string_view name_of(RunEnd::Outcome outcome) {
    return outcomes[static_cast<std::size_t>(outcome)];
}

std::string begin_line(const RunEntry& entry) {
    Json line{{"begin", entry.start}, {"kind", entry.kind}, {"tool", entry.tool}};
    if (!entry.query.empty()) line["query"] = entry.query;
    if (!entry.sources.empty()) {
        Json& list = line["sources"] = Json::array();
        for (const RunSource& source : entry.sources) {
            Json one{{"path", source.path}};
            if (source.device) one["device"] = *source.device;
            list.push_back(std::move(one));
        }
    }
    if (entry.more_sources > 0) line["more_sources"] = entry.more_sources;
    return dump(line) + '\n';
}

std::string end_line(const RunEnd& end) {
    Json line{{"end", end.time}, {"outcome", name_of(end.outcome)}};
    if (!end.error.empty()) line["error"] = end.error;
    for (const auto& [key, member] : counts) line[key] = end.counts.*member;
    line["revision"] = end.revision;
    line["articles"] = end.articles;
    return dump(line) + '\n';
}

std::vector<RunEntry> runs_from_text(std::string_view text) {
    std::vector<RunEntry> runs;
    while (!text.empty()) {
        const std::size_t size = text.find('\n');
        if (size == std::string_view::npos) damaged();
        const Json line = Json::parse(text.substr(0, size), nullptr, false);
        text.remove_prefix(size + 1);
        if (!line.is_object()) damaged();
        if (line.contains("begin")) {
            runs.push_back(to_entry(line));
        } else {
            if (!line.contains("end") || runs.empty() || runs.back().end) damaged();
            runs.back().end = to_end(line);
        }
    }
    return runs;
}

std::vector<RunEntry> read_runs(const layout::Path& archive, const Manifest& manifest) {
    return runs_from_text(valid_text(archive, manifest));
}

void append_run_line(const layout::Path& archive, Manifest& manifest, std::string_view line) {
    std::string text = valid_text(archive, manifest);
    append_durably(layout::runs(archive), text.size(), line);
    text += line;
    manifest.runs_bytes = text.size();
    manifest.runs_hash = to_hex(hash128(text));
}

}  // namespace dateline
