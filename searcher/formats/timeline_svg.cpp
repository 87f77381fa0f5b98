#include "searcher/formats/timeline_svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "common/text/characters.h"
#include "searcher/buckets.h"
#include "searcher/formats/copies_view.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

// All in the units of the drawing, which are about pixels.
constexpr double width = 960;
constexpr double height = 360;
constexpr double left = 64;
constexpr double right = 16;
constexpr double top = 64;
constexpr double bottom = 40;
constexpr double plot_width = width - left - right;
constexpr double plot_height = height - top - bottom;
constexpr double label_space = 90;  ///< between two labels of time

constexpr std::array<std::string_view, 2> colours{"#1f5a8a", "#d9822b"};
constexpr std::size_t longest_query = 60;  ///< characters of a query that are shown

/// Text as XML has it, which knows no U+FFFE and U+FFFF.
std::string escaped(std::string_view text) {
    std::string result;
    const std::string clean = printable(text);
    for (std::size_t at = 0; at < clean.size();) {
        const char32_t character = next_character(clean, at);
        switch (character) {
            case 0xFFFE:
            case 0xFFFF:
                break;
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:
                append_character(character, result);
        }
    }
    return result;
}

std::string shown_query(const std::string& typed) {
    if (typed.empty()) return "every article";
    const Excerpt cut = clipped(Excerpt{.text = printable(typed)}, longest_query);
    return escaped(cut.cut_after ? cut.text + "…" : cut.text);
}

/// 1, 2 or 5 times a power of ten, at least as large.
std::uint64_t round_step(double least) {
    std::uint64_t power = 1;
    while (static_cast<double>(power) * 10 <= least) power *= 10;
    for (const std::uint64_t factor : {1U, 2U, 5U}) {
        if (static_cast<double>(power * factor) >= least) return power * factor;
    }
    return power * 10;
}

/// Numbers with two decimals, as few digits as that takes.
std::string number(double value) {
    return fmt::format("{:.6g}", std::round(value * 100) / 100);
}

class Chart {
public:
    explicit Chart(const Answer& answer) : answer_(answer), unit_(answer.timeline->unit) {
        series_.push_back(&*answer.timeline);
        if (answer.comparison) series_.push_back(&answer.comparison->timeline);
        for (const Timeline* timeline : series_) {
            for (const Bucket& bucket : timeline->buckets) {
                if (most_ == 0 || bucket.first < first_.first) first_ = bucket;
                if (most_ == 0 || bucket.first > last_.first) last_ = bucket;
                most_ = std::max(most_, bucket.count);
            }
        }
        places_ = most_ == 0 ? 1 : place_of(last_) + 1;
    }

    std::string draw() {
        out_ = fmt::format(
            "{2} xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
            "role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n"
            "<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
            width, height, chart_begin);
        draw_titles();
        if (most_ == 0) {
            text(left + plot_width / 2, top + plot_height / 2, "middle", "no dated article");
        } else {
            draw_scale();
            for (const Timeline* timeline : series_) draw_gaps(*timeline);
            for (std::size_t i = 0; i < series_.size(); ++i) draw_bars(*series_[i], i);
            draw_times();
        }
        return std::move(out_) + "</svg>\n";
    }

private:
    std::uint64_t place_of(const Bucket& bucket) const {
        return bucket.first == first_.first ? 0 : buckets_between(first_, bucket, unit_) + 1;
    }
    double x_of(std::uint64_t place) const {
        return left + plot_width * static_cast<double>(place) / static_cast<double>(places_);
    }
    double y_of(std::uint64_t count) const {
        return top + plot_height * (1 - static_cast<double>(count) / static_cast<double>(ceiling_));
    }

    void text(double x, double y, std::string_view anchor, std::string_view safe) {
        out_ += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" fill=\"#333333\">{}</text>\n",
                            number(x), number(y), anchor, safe);
    }

    void draw_titles() {
        const auto title = [&](std::size_t i, const std::string& typed, std::uint64_t total,
                               std::uint64_t copies, std::uint64_t undated) {
            std::string line = shown_query(typed) + ": " + counted(total, "article");
            if (answer_.folded && copies > 0) line += ", " + folded_copies(copies);
            if (undated > 0) line += ", " + grouped(undated) + " undated";
            const double y = 24 + 20 * static_cast<double>(i);
            out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{}\"/>\n", left,
                                number(y - 11), colours[i]);
            text(left + 20, y, "start", line + (i == 0 ? fmt::format(", by {}", unit_name(unit_)) : ""));
        };
        title(0, answer_.query.typed, answer_.total, answer_.copies, series_[0]->undated);
        if (!answer_.comparison) return;
        const Comparison& second = *answer_.comparison;
        title(1, second.typed, second.total, second.copies, second.timeline.undated);
    }

    void draw_scale() {
        constexpr double lines = 4;
        const std::uint64_t step = round_step(static_cast<double>(most_) / lines);
        ceiling_ = (most_ + step - 1) / step * step;
        for (std::uint64_t count = 0; count <= ceiling_; count += step) {
            const double y = y_of(count);
            out_ += fmt::format("<path d=\"M{} {}H{}\" stroke=\"{}\" fill=\"none\"/>\n", left, number(y),
                                width - right, count == 0 ? "#333333" : "#dddddd");
            text(left - 8, y + 4, "end", grouped(count));
        }
    }

    void draw_gaps(const Timeline& timeline) {
        for (const Bucket& gap : timeline.gaps) {
            const double begin = x_of(place_of(gap));
            const double end = x_of(place_of(bucket_around(gap.last, unit_)) + 1);
            out_ += fmt::format(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#eeeeee\">"
                "<title>{} to {}: nothing in the archive</title></rect>\n",
                number(begin), top, number(end - begin), plot_height, to_string(gap.first),
                to_string(gap.last));
        }
    }

    void draw_bars(const Timeline& timeline, std::size_t i) {
        constexpr double narrowest = 0.5;
        const double slot = plot_width / static_cast<double>(places_);
        const double each = slot * 0.8 / static_cast<double>(series_.size());
        for (const Bucket& bucket : timeline.buckets) {
            const double x = x_of(place_of(bucket)) + slot * 0.1 + each * static_cast<double>(i);
            const double y = y_of(bucket.count);
            std::string label = bucket_label(bucket, unit_) + ": " + grouped(bucket.count);
            if (bucket.in_archive > 0) label += " of " + grouped(bucket.in_archive);
            out_ += fmt::format(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"><title>{}</title></rect>\n",
                number(x), number(y), number(std::max(each, narrowest)), number(top + plot_height - y),
                colours[i], label);
        }
    }

    void draw_times() {
        const auto most_labels = static_cast<std::uint64_t>(plot_width / label_space);
        const std::uint64_t step = std::max<std::uint64_t>(1, (places_ + most_labels - 1) / most_labels);
        Bucket bucket = first_;
        for (std::uint64_t place = 0; place < places_; ++place) {
            if (place % step == 0) {
                const double middle = (x_of(place) + x_of(place + 1)) / 2;
                text(middle, height - bottom + 20, "middle", bucket_label(bucket, unit_));
            }
            bucket = bucket_around(bucket.last + std::chrono::days(1), unit_);
        }
    }

    const Answer& answer_;
    TimeUnit unit_;
    std::vector<const Timeline*> series_;
    Bucket first_;
    Bucket last_;
    std::uint64_t most_ = 0;
    std::uint64_t places_ = 1;   ///< buckets from the first to the last, empty ones too
    std::uint64_t ceiling_ = 1;  ///< what the upper border stands for
    std::string out_;
};

}  // namespace

std::string timeline_svg(const Answer& answer) {
    return Chart(answer).draw();
}

}  // namespace dateline
