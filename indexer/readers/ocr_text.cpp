#include "indexer/readers/ocr_text.h"

#include "common/published_dates.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/visible.h"

namespace dateline {
namespace {

/// Lower case in ASCII, or any letter beyond it: scripts without case have no such hyphens.
bool is_small(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Takes the mark off the end of the text; false when it does not end so.
bool take_end(std::string& text, std::string_view mark) {
    if (!text.ends_with(mark)) return false;
    text.resize(text.size() - mark.size());
    return true;
}

}  // namespace

std::string joined_lines(const std::vector<std::string>& lines) {
    std::string open;
    for (const std::string& raw : lines) {
        const std::string_view line = trimmed(raw);
        if (line.empty()) continue;
        if (open.empty()) {
            open = line;
            continue;
        }
        if (take_end(open, line_end_hyphen)) {
            open += line;
            continue;
        }
        const bool parted = open.size() > 1 && is_small(open[open.size() - 2]) && is_small(line.front());
        if (open.ends_with('-') && parted) {
            open.pop_back();
        } else if (!open.ends_with('-') || open.ends_with(" -")) {
            // The sign that some programs write for such a hyphen.
            if (!take_end(open, "\xc2\xac")) open += ' ';
        }
        open += line;
    }
    if (take_end(open, line_end_hyphen)) open += '-';
    return one_line(open);
}

std::string page_title(const PrintedPage& page, const std::optional<Timestamp>& published) {
    std::string title = page.paper;
    const auto append = [&](const std::string& part) {
        if (!title.empty()) title += ", ";
        title += part;
    };
    if (published) append(to_string(published->day));
    if (!page.number.empty()) append("page " + page.number);
    return title;
}

void add_page(const PrintedPage& page, const ReadingContext& context, ArticleBuilder& builder) {
    Article& article = builder.article();
    if (!builder.has_published() && !article.published) {
        if (const std::optional<Day> day = day_in_path(context.path)) {
            builder.add(field(FieldId::published), to_string(*day));
            builder.set_origin(FieldId::published, "the path");
        }
    }
    if (article.source.empty() && !page.paper.empty()) builder.add(field(FieldId::source), page.paper);
    if (article.title.empty()) {
        PrintedPage named = page;
        if (named.paper.empty()) named.paper = context.source;
        std::optional<Timestamp> published = article.published;
        if (!published && context.published) published = Timestamp{*context.published, {}, {}};
        if (named.paper.empty() && !published)
            named.paper = context.id_base.substr(context.id_base.rfind('/') + 1);
        builder.add(field(FieldId::title), page_title(named, published));
        builder.set_origin(FieldId::title, "paper, day and page");
    }
    article.id = page.id;
    builder.set_origin(FieldId::id, "path and page");
}

std::string part_id(std::string_view id_base, std::string_view part) {
    return visible(id_base) + '#' + clean_id(part);
}

}  // namespace dateline
