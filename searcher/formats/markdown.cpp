#include <algorithm>
#include <ostream>
#include <string_view>

#include <fmt/format.h>

#include "searcher/buckets.h"
#include "searcher/formats/copies_view.h"
#include "searcher/formats/factories.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

using namespace std::string_view_literals;

/// Text that means itself inside a line of Markdown: nothing in it is markup, HTML or the end of a cell.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if ("\\`*_[]<>|&~$#"sv.find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

/// The same where it begins a line, and so could be a list or a rule.
std::string escaped_line(std::string text) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const bool numbered = digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
    if (numbered) {
        text.insert(digits, 1, '\\');
    } else if (!text.empty() && "+-=:"sv.find(text.front()) != std::string_view::npos) {
        text.insert(0, 1, '\\');
    }
    return text;
}

/// A piece of text with its marks in bold. What ends in spaces could not be bold, so they stay outside.
std::string marked(const Excerpt& excerpt) {
    const Excerpt clean = with_joined_marks(printable(excerpt));
    const std::string_view text = clean.text;
    std::string line = clean.cut_before ? "… " : "";
    std::size_t at = 0;
    for (const Span& mark : clean.marks) {
        line += escaped(text.substr(at, mark.begin - at)) + "**" +
                escaped(text.substr(mark.begin, mark.end - mark.begin)) + "**";
        at = mark.end;
    }
    line += escaped(text.substr(at));
    return clean.cut_after ? line + " …" : line;
}

/// The address where a link may lead to it; nothing for what is no page of the web.
std::string link_target(std::string_view url) {
    if (!url.starts_with("http://") && !url.starts_with("https://")) return {};
    std::string target;
    for (const char c : url) {
        if (static_cast<unsigned char>(c) <= ' ' || "<>\\|\x7F"sv.find(c) != std::string_view::npos) {
            target += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            target += c;
        }
    }
    return target;
}

/// A heading with the number of articles, then a numbered list: title as a link, source, date and id, the
/// excerpt as a quotation. Facets and timeline are tables behind it.
class MarkdownFormatter final : public Formatter {
public:
    MarkdownFormatter(std::ostream& sink, const OutputSettings& settings)
        : sink_(sink), settings_(settings) {}

    void begin(const Answer& answer, std::uint64_t hits) override {
        answer_ = &answer;
        const std::string total = (answer.exact ? "" : "about ") + counted(answer.total, "article");
        std::string head = any_answer_ ? "\n# " : "# ";
        any_answer_ = true;
        if (!answer.query.id.empty()) head += escaped(printable(answer.query.id)) + ": ";
        if (!answer.query.typed.empty()) head += escaped(printable(answer.query.typed)) + ": ";
        sink_ << head << total << escaped(folding_note(answer)) << '\n';
        if (hits > 0) sink_ << '\n';
    }

    void hit(const Hit& hit) override {
        std::string item = fmt::format("{}. ", hit.rank);
        const std::string indent(item.size(), ' ');
        item += title_of(hit) + "\\\n" + indent + origin(hit.article) + '\n';
        const std::string snippet = escaped_line(marked(hit.snippet));
        if (!snippet.empty()) item += indent + "> " + snippet + '\n';
        if (answer_->folded && hit.copies > 0) {
            item += '\n' + indent + escaped_line(escaped(copies_line(hit, settings_))) + '\n';
        }
        if (answer_->query.list_copies) {
            if (!hit.copy_list.empty()) item += '\n';
            for (const HitCopy& copy : hit.copy_list) {
                item += indent + "- " +
                        escaped_line(escaped(copy_line(hit, copy, answer_->query.in_time, settings_))) + '\n';
            }
        }
        sink_ << item;
    }

    void end() override {
        for (const Facet& facet : answer_->facets) write_facet(facet);
        if (answer_->timeline) write_timeline(*answer_->timeline);
        if (!answer_->comparison) return;
        sink_ << "\nBeside it, " << escaped(printable(answer_->comparison->typed)) << ": "
              << counted(answer_->comparison->total, "article") << '\n';
        write_timeline(answer_->comparison->timeline);
    }

private:
    static std::string title_of(const Hit& hit) {
        Excerpt shown = hit.title.text.empty() ? Excerpt{.text = hit.article.title} : hit.title;
        shown.marks.clear();  // a title is bold as a whole
        std::string title = marked(shown);
        if (title.empty()) title = escaped(printable(hit.article.id));
        title = "**" + title + "**";
        const std::string target = link_target(hit.article.url);
        return target.empty() ? title : '[' + title + "](<" + target + ">)";
    }

    static std::string origin(const Article& article) {
        std::string line = escaped(printable(article.source));
        if (!line.empty()) line += " · ";
        return line + shown_time(article.published) + " · " + escaped(printable(article.id));
    }

    void write_facet(const Facet& facet) {
        const auto write_row = [&](const std::string& name, std::uint64_t count) {
            sink_ << fmt::format("| {} | {} |", name, grouped(count));
        };
        sink_ << fmt::format("\n| {} | articles |{}\n|---|---:|{}\n", escaped(facet.field),
                             facet.against_archive ? " in the archive |" : "",
                             facet.against_archive ? "---:|" : "");
        for (const FacetValue& value : facet.values) {
            write_row(
                (value.chosen ? "**" : "") + escaped(printable(value.value)) + (value.chosen ? "**" : ""),
                value.count);
            if (facet.against_archive) sink_ << ' ' << grouped(value.in_archive.value_or(0)) << " |";
            sink_ << '\n';
        }
        const auto write_rest = [&](const std::string& name, std::uint64_t count) {
            if (count == 0) return;
            write_row(name, count);
            sink_ << (facet.against_archive ? " |\n" : "\n");
        };
        write_rest("*others*", facet.other);
        write_rest("*none*", facet.missing);
    }

    void write_timeline(const Timeline& timeline) {
        sink_ << fmt::format("\n| {} | articles | in the archive |\n|---|---:|---:|\n",
                             unit_name(timeline.unit));
        for (const Bucket& bucket : timeline.buckets) {
            sink_ << fmt::format("| {} | {} | {} |\n", bucket_label(bucket, timeline.unit),
                                 grouped(bucket.count), grouped(bucket.in_archive));
        }
        if (timeline.undated > 0) sink_ << fmt::format("| *undated* | {} | |\n", grouped(timeline.undated));
        for (const Bucket& gap : timeline.gaps) {
            sink_ << fmt::format("| *{} to {}* | 0 | 0 |\n", to_string(gap.first), to_string(gap.last));
        }
    }

    std::ostream& sink_;
    OutputSettings settings_;
    const Answer* answer_ = nullptr;
    bool any_answer_ = false;
};

}  // namespace

std::unique_ptr<Formatter> make_markdown(std::ostream& sink, const OutputSettings& settings) {
    return std::make_unique<MarkdownFormatter>(sink, settings);
}

}  // namespace dateline
