#include "searcher/formats/copies_view.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"
#include "searcher/hit_copies.h"

namespace dateline {

namespace {

constexpr std::size_t sources_shown = 6;
constexpr std::size_t longest_title = 100;  // in characters

std::string shown_title(const std::string& title, const OutputSettings& settings) {
    const Excerpt cut = clipped(printable(Excerpt{.text = title}), longest_title);
    return cut.cut_after ? cut.text + std::string(ellipsis(settings)) : cut.text;
}

}  // namespace

std::string shown_time(const std::optional<Timestamp>& when) {
    if (!when) return "undated";
    std::string text = to_string(when->day);
    if (!when->clock) return text;
    const auto minutes = when->clock->count() / 60;
    return text + fmt::format(" {:02}:{:02}", minutes / 60, minutes % 60);
}

std::string folding_note(const Answer& answer) {
    if (answer.total == 0) return {};
    if (!answer.folded) return answer.has_copies ? ", copies not folded" : "";
    return answer.copies == 0 ? "" : ", " + folded_copies(answer.copies);
}

std::string folded_copies(std::uint64_t copies) {
    return grouped(copies) + (copies == 1 ? " copy folded" : " copies folded");
}

std::string copies_line(const Hit& hit, const OutputSettings& settings) {
    std::vector<std::string> sources;
    std::uint64_t copies = 0;
    std::uint64_t without_source = 0;
    for (const HitCopy& copy : hit.copy_list) {
        if (copy.version) continue;
        ++copies;
        if (copy.source.empty()) ++without_source;
        const bool is_new = std::ranges::find(sources, copy.source) == sources.end();
        if (!copy.source.empty() && is_new) sources.push_back(copy.source);
    }
    std::string line;
    if (copies > 0) line = '+' + grouped(copies) + (copies == 1 ? " copy" : " copies");
    const std::size_t shown = settings.verbose ? sources.size() : std::min(sources.size(), sources_shown);
    for (std::size_t i = 0; i < shown; ++i) line += (i == 0 ? ": " : ", ") + printable(sources[i]);
    if (sources.size() > shown) line += fmt::format(", +{}", sources.size() - shown);
    // Where none has one, nothing is left out by saying nothing.
    if (without_source > 0 && shown > 0)
        line += fmt::format(", {} without a source", grouped(without_source));
    const std::uint64_t versions = hit.copy_list.size() - copies;
    if (versions == 0) return line;
    return line + (line.empty() ? "+" : "; +") + counted(versions, "version");
}

std::string copy_line(const Hit& hit, const HitCopy& copy, bool in_time, const OutputSettings& settings) {
    std::string line;
    const auto add = [&](const std::string& part) {
        if (part.empty()) return;
        if (!line.empty()) line += separator(settings);
        line += part;
    };
    if (in_time && hit.article.published && copy.published) {
        add(to_string(lag(hit.article.published, copy.published)));
    }
    add(shown_time(copy.published));
    add(printable(copy.source) + (copy.version ? " (version)" : ""));
    add(shown_title(copy.title, settings));
    add(printable(copy.id));
    return line;
}

}  // namespace dateline
