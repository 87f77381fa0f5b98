#include "searcher/formats/counts_view.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "common/text/columns.h"
#include "searcher/buckets.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

constexpr std::size_t longest_value = 60;  // characters of a facet's value that are shown
constexpr std::size_t width_without_terminal = 80;
constexpr std::size_t narrowest_bar = 10;
constexpr std::size_t most_empty_shown = 3;

std::string shown_value(const std::string& value, const OutputSettings& settings) {
    const Excerpt cut = clipped(printable(Excerpt{.text = value}), longest_value);
    return cut.cut_after ? cut.text + std::string(ellipsis(settings)) : cut.text;
}

/// A bar of that many eighths of a column; whatever is not nothing shows.
std::string bar(std::uint64_t count, std::uint64_t most, std::size_t width, bool unicode) {
    constexpr std::array<std::string_view, 8> parts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (count == 0 || most == 0) return {};
    const double share = static_cast<double>(count) / static_cast<double>(most);
    const auto eighths =
        std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(width) * 8));
    if (!unicode) return std::string(std::max<std::size_t>(1, (eighths + 4) / 8), '#');
    std::string result;
    for (std::size_t i = 0; i < eighths / 8; ++i) result += "█";
    return result.append(parts[eighths % 8]);
}

/// What stands between two bars: a row for each empty bucket while they are few, else one line.
template <typename Row>
std::string gap_rows(const Bucket& earlier, const Bucket& later, TimeUnit unit, Row row,
                     const OutputSettings& settings) {
    const std::uint64_t empty = buckets_between(earlier, later, unit);
    if (empty > most_empty_shown) return std::string(ellipsis(settings)) + "\n";
    std::string rows;
    Day first = earlier.last + std::chrono::days(1);
    for (std::uint64_t i = 0; i < empty; ++i) {
        const Bucket bucket = bucket_around(first, unit);
        rows += row(bucket);
        first = bucket.last + std::chrono::days(1);
    }
    return rows;
}

}  // namespace

std::string beside(const std::vector<std::string>& left_out) {
    std::string names;
    for (const std::string& name : left_out) names += (names.empty() ? "" : ", ") + printable(name);
    return names.empty() ? names : ", beside " + names;
}

std::string facet_table(const Facet& facet, const OutputSettings& settings) {
    std::string table = emphasised(printable(facet.field), settings) + ": " + grouped(facet.distinct) +
                        " distinct, " + grouped(facet.missing) + " without" + beside(facet.left_out) + "\n";
    std::size_t value_width = 0;
    std::size_t count_width = 0;
    for (const FacetValue& row : facet.values) {
        value_width = std::max(value_width, columns(shown_value(row.value, settings)));
        count_width = std::max(count_width, grouped(row.count).size());
    }
    for (const FacetValue& row : facet.values) {
        const std::string value = shown_value(row.value, settings);
        table += fmt::format("  {}{:{}}  {:>{}}\n", value, "", value_width - columns(value),
                             grouped(row.count), count_width);
    }
    return table;
}

std::string timeline_bars(const Timeline& timeline, const OutputSettings& settings) {
    std::uint64_t most = 0;
    std::size_t label_width = timeline.undated > 0 ? std::string_view("undated").size() : 0;
    std::size_t count_width = timeline.undated > 0 ? grouped(timeline.undated).size() : 0;
    for (const Bucket& bucket : timeline.buckets) {
        most = std::max(most, bucket.count);
        label_width = std::max(label_width, bucket_label(bucket, timeline.unit).size());
        count_width = std::max(count_width, grouped(bucket.count).size());
    }
    const std::size_t width = settings.width == 0 ? width_without_terminal : settings.width;
    const std::size_t taken = label_width + count_width + 4;
    const std::size_t bar_width = std::max(width - std::min(width, taken), narrowest_bar);

    const auto row = [&](const Bucket& bucket) {
        const std::string drawn = bar(bucket.count, most, bar_width, settings.unicode);
        return fmt::format("{:<{}}  {:>{}}{}{}\n", bucket_label(bucket, timeline.unit), label_width,
                           grouped(bucket.count), count_width, drawn.empty() ? "" : "  ", drawn);
    };
    std::string lines;
    for (std::size_t i = 0; i < timeline.buckets.size(); ++i) {
        if (i > 0)
            lines += gap_rows(timeline.buckets[i - 1], timeline.buckets[i], timeline.unit, row, settings);
        lines += row(timeline.buckets[i]);
    }
    if (timeline.undated > 0) {
        lines +=
            fmt::format("{:<{}}  {:>{}}\n", "undated", label_width, grouped(timeline.undated), count_width);
    }
    return lines;
}

}  // namespace dateline
