#include "searcher/formats/counts_view.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "common/text/columns.h"
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

std::string iso_week(Day day) {
    using namespace std::chrono;
    const weekday in_week{day};
    const Day monday = day - (in_week - Monday);
    const Day thursday = monday + days{3};  // an ISO week belongs to the year of its Thursday
    const year_month_day date{thursday};
    const Day new_year{date.year() / January / 1};
    return fmt::format("{:04}-W{:02}", static_cast<int>(date.year()), (thursday - new_year).count() / 7 + 1);
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

}  // namespace

std::string facet_table(const Facet& facet, const OutputSettings& settings) {
    std::string table = emphasised(printable(facet.field), settings) + ": " + grouped(facet.distinct) +
                        " distinct, " + grouped(facet.missing) + " without\n";
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

    std::string lines;
    for (std::size_t i = 0; i < timeline.buckets.size();) {
        std::size_t end = i;
        while (end < timeline.buckets.size() && timeline.buckets[end].count == 0) ++end;
        if (end - i > most_empty_shown) {
            lines.append(ellipsis(settings)).append("\n");
            i = end;
            continue;
        }
        const Bucket& bucket = timeline.buckets[i++];
        const std::string drawn = bar(bucket.count, most, bar_width, settings.unicode);
        lines += fmt::format("{:<{}}  {:>{}}", bucket_label(bucket, timeline.unit), label_width,
                             grouped(bucket.count), count_width);
        if (!drawn.empty()) lines += "  " + drawn;
        lines += '\n';
    }
    if (timeline.undated > 0) {
        lines +=
            fmt::format("{:<{}}  {:>{}}\n", "undated", label_width, grouped(timeline.undated), count_width);
    }
    return lines;
}

std::string bucket_label(const Bucket& bucket, TimeUnit unit) {
    const std::chrono::year_month_day date{bucket.first};
    const int year = static_cast<int>(date.year());
    switch (unit) {
        case TimeUnit::day:
            return to_string(bucket.first);
        case TimeUnit::week:
            return iso_week(bucket.first);
        case TimeUnit::month:
            return fmt::format("{:04}-{:02}", year, static_cast<unsigned>(date.month()));
        case TimeUnit::year:
            return fmt::format("{:04}", year);
    }
    return {};
}

std::string_view unit_name(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::day:
            return "day";
        case TimeUnit::week:
            return "week";
        case TimeUnit::month:
            return "month";
        case TimeUnit::year:
            return "year";
    }
    return {};
}

}  // namespace dateline
