#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "common/text/columns.h"
#include "searcher/formats/copies_view.h"
#include "searcher/formats/counts_view.h"
#include "searcher/formats/factories.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"
#include "searcher/formats/timeline_bars.h"
#include "searcher/snippet.h"

namespace dateline {

namespace {

constexpr std::size_t longest_title = 200;  // in characters
constexpr std::size_t people_shown = 3;

/// The people most named, in the article's own order where nobody counted.
std::string shown_people(const std::vector<Name>& people, bool all) {
    std::vector<const Name*> order;
    order.reserve(people.size());
    for (const Name& person : people) order.push_back(&person);
    std::stable_sort(order.begin(), order.end(),
                     [](const Name* a, const Name* b) { return a->mentions > b->mentions; });
    std::string line;
    const std::size_t shown = all ? order.size() : std::min(order.size(), people_shown);
    for (std::size_t i = 0; i < shown; ++i) line += (i == 0 ? "" : ", ") + printable(order[i]->name);
    if (order.size() > shown) line += fmt::format(", +{}", order.size() - shown);
    return line;
}

/// What stands in the title's place: the title, else how the text begins.
Excerpt shown_title(const Hit& hit) {
    if (!hit.title.text.empty()) return clipped(hit.title, longest_title);
    if (!hit.article.title.empty()) return clipped(Excerpt{.text = hit.article.title}, longest_title);
    Excerpt begin{.text = hit.article.lede};
    if (begin.text.empty() && !hit.article.body.empty()) begin.text = hit.article.body.front();
    if (begin.text.empty()) begin = hit.snippet;
    return begin.text.empty() ? Excerpt{.text = "(no text)"} : clipped(begin, longest_title / 2);
}

class TextFormatter final : public Formatter {
public:
    TextFormatter(std::ostream& sink, const OutputSettings& settings) : sink_(sink), settings_(settings) {}

    void begin(const Answer& answer, std::uint64_t hits) override {
        answer_ = &answer;
        hits_ = hits;
        if (any_answer_) out_ += '\n';
        any_answer_ = true;
        if (!answer.query.id.empty()) {
            out_ += emphasised(printable(answer.query.id), settings_) + ": " + printable(answer.query.typed) +
                    '\n';
        }
        append_head(answer);
        rank_width_ = std::to_string(answer.query.offset + hits).size();
        if (hits == 0 && answer.nearest && !answer.nearest->hits.empty()) {
            rank_width_ = std::to_string(answer.nearest->hits.back().rank).size();
            for (const Hit& near : answer.nearest->hits) append_hit(near);
        }
        flush();
    }

    void hit(const Hit& hit) override {
        append_hit(hit);
        flush();
    }

    void end() override {
        for (const Facet& facet : answer_->facets) out_ += '\n' + facet_table(facet, settings_);
        if (answer_->comparison) {
            out_ += '\n' +
                    compared_bars(answer_->query.typed, *answer_->timeline, *answer_->comparison, settings_);
        } else if (answer_->timeline) {
            out_ += '\n' + timeline_bars(*answer_->timeline, settings_);
        }
        append_page_hint(*answer_);
        flush();
    }

private:
    void flush() {
        sink_ << out_;
        out_.clear();
    }

    void append_head(const Answer& answer) {
        const std::string total = (answer.exact ? "" : "about ") + counted(answer.total, "article");
        const std::string folding = folding_note(answer);
        if (hits_ == 0) {
            out_ += total;
            if (answer.nearest && !answer.nearest->hits.empty()) append_nearest(*answer.nearest);
            out_ += folding + '\n';
            return;
        }
        const std::uint64_t offset = answer.query.offset;
        if (offset > 0) {
            out_ += grouped(offset + 1) + (settings_.unicode ? "–" : "-") + grouped(offset + hits_);
        } else {
            out_ += grouped(hits_);
        }
        out_ += " of " + total + folding + '\n';
    }

    void append_nearest(const Nearest& nearest) {
        out_ += "; nearest: " + grouped(nearest.hits.size()) + " of " + grouped(nearest.total) + " with " +
                grouped(nearest.words_matched) + " of " + counted(nearest.words_asked, "word");
    }

    void append_hit(const Hit& hit) {
        const std::size_t indent = rank_width_ + 2;
        out_ += fmt::format("\n{:>{}}. ", hit.rank, rank_width_);
        append_paragraph(out_, shown_title(hit), indent, true, settings_);
        append_line(indent, origin(hit.article));
        append_line(indent, shown_people(hit.article.people, settings_.verbose));
        if (settings_.verbose) {
            if (hit.article.url != hit.article.id) append_line(indent, printable(hit.article.url));
            if (hit.score != 0) append_line(indent, fmt::format("score {:.3f}", hit.score));
        }
        // Without a title the excerpt is often what stands in its place already.
        if (!hit.snippet.text.empty() && !shown_as_title(hit)) {
            out_.append(indent, ' ');
            append_paragraph(out_, hit.snippet, indent, false, settings_);
        }
        for (const std::string& line : hit.why) append_line(indent, printable(line));
        append_copies(hit, indent, *answer_);
    }

    void append_copies(const Hit& hit, std::size_t indent, const Answer& answer) {
        if (answer.folded) append_line(indent, copies_line(hit, settings_));
        if (!answer.query.list_copies) return;
        for (const HitCopy& copy : hit.copy_list) {
            append_line(indent + 2, copy_line(hit, copy, answer.query.in_time, settings_));
        }
    }

    static bool shown_as_title(const Hit& hit) {
        return hit.article.title.empty() && hit.title.text.empty() && hit.snippet.marks.empty() &&
               hit.snippet.text.size() <= longest_title / 2;
    }

    std::string origin(const Article& article) const {
        std::string line;
        const auto add = [&](const std::string& part) {
            if (part.empty()) return;
            if (!line.empty()) line += separator(settings_);
            line += part;
        };
        add(printable(article.source));
        if (settings_.verbose) add(printable(article.section));
        add(shown_time(article.published));
        add(printable(article.id));
        return line;
    }

    void append_line(std::size_t indent, const std::string& line) {
        if (!line.empty()) out_.append(indent, ' ').append(line).append("\n");
    }

    void append_page_hint(const Answer& answer) {
        const std::uint64_t shown_to = answer.query.offset + hits_;
        if (hits_ == 0 || shown_to >= answer.total) return;
        out_ += fmt::format("\nmore: --offset {}\n", shown_to);
    }

    std::ostream& sink_;
    OutputSettings settings_;
    const Answer* answer_ = nullptr;
    std::uint64_t hits_ = 0;
    std::size_t rank_width_ = 1;
    bool any_answer_ = false;
    std::string out_;
};

}  // namespace

std::unique_ptr<Formatter> make_text(std::ostream& sink, const OutputSettings& settings) {
    return std::make_unique<TextFormatter>(sink, settings);
}

}  // namespace dateline
