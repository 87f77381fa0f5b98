#include "searcher/formats/article_view.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "common/fields.h"
#include "searcher/formats/json_values.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

/// Labels are the keys of JSON; none is longer than this less two.
constexpr std::size_t label_width = 15;

std::string with_mentions(const std::vector<Name>& names) {
    std::string line;
    for (const Name& name : names) {
        if (!line.empty()) line += ", ";
        line += name.name;
        if (name.mentions > 1) line += fmt::format(" ({})", name.mentions);
    }
    return line;
}

std::string listed(const std::vector<std::string>& values) {
    std::string line;
    for (const std::string& value : values) line += (line.empty() ? "" : ", ") + value;
    return line;
}

std::string time_text(const std::optional<Timestamp>& when) {
    return when ? to_string(*when) : std::string();
}

class ArticleText {
public:
    ArticleText(Highlighter* highlighter, const OutputSettings& settings)
        : highlighter_(highlighter), settings_(settings) {}

    std::string render(const Article& article) {
        if (!article.title.empty()) {
            append_paragraph(out_, marked(article.title), 0, true, settings_);
            out_ += '\n';
        }
        append_fields(article);
        if (!article.lede.empty()) append_body(article.lede);
        for (const std::string& paragraph : article.body) append_body(paragraph);
        return std::move(out_);
    }

private:
    void append_fields(const Article& article) {
        append_field(FieldId::id, article.id);
        append_field(FieldId::url, article.url);
        append_field(FieldId::published, time_text(article.published));
        append_field(FieldId::updated, time_text(article.updated));
        append_field(FieldId::source, article.source);
        append_field(FieldId::author, listed(article.authors));
        append_field(FieldId::section, article.section);
        append_field(FieldId::language, article.language);
        append_field(FieldId::dateline, article.dateline);
        append_field(FieldId::person, with_mentions(article.people));
        append_field(FieldId::org, with_mentions(article.organizations));
        append_field(FieldId::place, with_mentions(article.places));
        append_field(FieldId::keyword, listed(article.keywords));
    }

    void append_field(FieldId id, const std::string& value) {
        if (value.empty()) return;
        out_ += fmt::format("{:<{}}", field(id).key, label_width);
        append_paragraph(out_, Excerpt{.text = value}, label_width, false, settings_);
    }

    void append_body(const std::string& paragraph) {
        out_ += '\n';
        append_paragraph(out_, marked(paragraph), 0, false, settings_);
    }

    Excerpt marked(const std::string& text) {
        return highlighter_ == nullptr ? Excerpt{.text = text} : marked_whole(text, *highlighter_);
    }

    Highlighter* highlighter_;
    const OutputSettings& settings_;
    std::string out_;
};

}  // namespace

void write_article_text(std::ostream& sink, const Article& article, Highlighter* highlighter,
                        const OutputSettings& settings) {
    sink << ArticleText(highlighter, settings).render(article);
}

void write_article_json(std::ostream& sink, const Article& article) {
    sink << dump(article_json(article)) << '\n';
}

}  // namespace dateline
