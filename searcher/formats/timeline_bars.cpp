#include "searcher/formats/timeline_bars.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "searcher/buckets.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

constexpr std::size_t width_without_terminal = 80;
constexpr std::size_t narrowest_bar = 10;
constexpr std::size_t most_empty_shown = 3;
constexpr std::string_view nothing_there = "nothing in the archive";

/// A bar of that many eighths of a column; whatever is not nothing shows. The second of two is lighter.
std::string bar(std::uint64_t count, std::uint64_t most, std::size_t width, bool unicode, bool second) {
    constexpr std::array<std::string_view, 8> parts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (count == 0 || most == 0) return {};
    const double share = static_cast<double>(count) / static_cast<double>(most);
    const auto eighths =
        std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(width) * 8));
    const std::size_t rounded = std::max<std::size_t>(1, (eighths + 4) / 8);
    if (!unicode) return std::string(rounded, second ? '-' : '#');
    std::string result;
    for (std::size_t i = 0; i < (second ? rounded : eighths / 8); ++i) result += second ? "░" : "█";
    return second ? result : result.append(parts[eighths % 8]);
}

/// "0.5 %", and never 0 for what is not nothing.
std::string share_text(const Bucket& bucket) {
    if (bucket.count == 0) return "0.0 %";
    if (bucket.in_archive == 0) return {};
    const double share = 100 * static_cast<double>(bucket.count) / static_cast<double>(bucket.in_archive);
    constexpr double least = 0.05;
    if (share < least) return "<0.1 %";
    return fmt::format("{:.1f} %", share);
}

/// One line of a drawing, and what it stands for.
struct Line {
    std::string label;
    Bucket bucket;
    bool second = false;  ///< of the query that is compared
    bool gap = false;
    std::string text{};  ///< instead of all else
};

bool is_in_gap(const Bucket& bucket, const std::vector<Bucket>& gaps) {
    const auto behind = std::ranges::upper_bound(gaps, bucket.first, {}, &Bucket::first);
    return behind != gaps.begin() && bucket.first <= std::prev(behind)->last;
}

class Drawing {
public:
    Drawing(const Timeline& first, const Timeline* second, const OutputSettings& settings)
        : unit_(first.unit), second_(second), settings_(settings) {
        std::map<Day, Bucket> both;
        for (const Bucket& bucket : first.buckets) first_at_[bucket.first] = both[bucket.first] = bucket;
        gaps_ = first.gaps;
        if (second) {
            for (const Bucket& bucket : second->buckets)
                second_at_[bucket.first] = both[bucket.first] = bucket;
            // Each knows the gaps between its own ends: what one has in its midst the other lacks.
            gaps_.insert(gaps_.end(), second->gaps.begin(), second->gaps.end());
            std::ranges::sort(gaps_, {}, &Bucket::first);
        }
        const Bucket* before = nullptr;
        for (const auto& [day, bucket] : both) {
            if (before) add_between(*before, bucket);
            add(bucket);
            before = &bucket;
        }
    }

    std::string text(std::uint64_t undated) const {
        const std::string undated_count = grouped(undated);
        std::uint64_t most = 0;
        std::size_t label_width = undated > 0 ? std::string_view("undated").size() : 0;
        std::size_t count_width = undated > 0 ? undated_count.size() : 0;
        std::size_t share_width = 0;
        const bool held =
            std::ranges::any_of(lines_, [](const Line& line) { return line.bucket.in_archive > 0; });
        for (const Line& line : lines_) {
            if (!line.text.empty()) continue;
            most = std::max(most, line.bucket.count);
            label_width = std::max(label_width, line.label.size());
            count_width = std::max(count_width, grouped(line.bucket.count).size());
            if (held) share_width = std::max(share_width, share_text(line.bucket).size());
        }
        const std::size_t width = settings_.width == 0 ? width_without_terminal : settings_.width;
        const std::size_t taken = label_width + count_width + 4 + (share_width > 0 ? share_width + 2 : 0);
        const std::size_t bar_width = std::max(width - std::min(width, taken), narrowest_bar);
        std::string text;
        for (const Line& line : lines_) {
            if (!line.text.empty()) {
                text += line.text + '\n';
                continue;
            }
            text += fmt::format("{:<{}}  {:>{}}", line.label, label_width, grouped(line.bucket.count),
                                count_width);
            const std::string drawn =
                line.gap ? std::string(nothing_there)
                         : bar(line.bucket.count, most, bar_width, settings_.unicode, line.second);
            if (share_width > 0 && !line.gap)
                text += fmt::format("  {:>{}}", share_text(line.bucket), share_width);
            if (!drawn.empty()) text += "  " + drawn;
            text += '\n';
        }
        if (undated > 0) {
            text += fmt::format("{:<{}}  {:>{}}\n", "undated", label_width, undated_count, count_width);
        }
        return text;
    }

private:
    void add(const Bucket& bucket) {
        Bucket here = bucket;
        const auto first = first_at_.find(bucket.first);
        here.count = first == first_at_.end() ? 0 : first->second.count;
        lines_.push_back({bucket_label(bucket, unit_), here, false, is_in_gap(bucket, gaps_)});
        if (!second_ || lines_.back().gap) return;
        const auto second = second_at_.find(bucket.first);
        here.count = second == second_at_.end() ? 0 : second->second.count;
        lines_.push_back({"", here, true, false});
    }

    /// A line for each empty bucket while they are few, else one for all.
    void add_between(const Bucket& earlier, const Bucket& later) {
        const std::uint64_t empty = buckets_between(earlier, later, unit_);
        std::uint64_t without_articles = 0;
        Day next = earlier.last + std::chrono::days(1);
        for (std::uint64_t i = 0; i < empty; ++i) {
            const Bucket bucket = bucket_around(next, unit_);
            next = bucket.last + std::chrono::days(1);
            if (is_in_gap(bucket, gaps_)) ++without_articles;
            if (empty <= most_empty_shown) add(bucket);
        }
        if (empty <= most_empty_shown) return;
        std::string text(ellipsis(settings_));
        if (without_articles == empty) {
            text.append(" ").append(nothing_there);
        } else if (without_articles > 0) {
            text += fmt::format(" {} for {} of {}", nothing_there, grouped(without_articles),
                                counted(empty, unit_name(unit_)));
        }
        lines_.push_back({{}, {}, false, false, text});
    }

    TimeUnit unit_;
    const Timeline* second_;
    const OutputSettings& settings_;
    std::map<Day, Bucket> first_at_;
    std::map<Day, Bucket> second_at_;
    std::vector<Bucket> gaps_;
    std::vector<Line> lines_;
};

}  // namespace

std::string timeline_bars(const Timeline& timeline, const OutputSettings& settings) {
    return Drawing(timeline, nullptr, settings).text(timeline.undated);
}

std::string compared_bars(const std::string& query, const Timeline& timeline, const Comparison& comparison,
                          const OutputSettings& settings) {
    const auto key = [&](bool second, const std::string& typed, std::uint64_t undated) {
        std::string line = bar(1, 1, 1, settings.unicode, second) + ' ' +
                           (typed.empty() ? std::string("every article") : printable(typed));
        if (second) line += ": " + counted(comparison.total, "article");
        if (undated > 0) line += ", " + grouped(undated) + " undated";
        return line + '\n';
    };
    return key(false, query, timeline.undated) + key(true, comparison.typed, comparison.timeline.undated) +
           Drawing(timeline, &comparison.timeline, settings).text(0);
}

}  // namespace dateline
