#include "searcher/formats/article_view.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "common/fields.h"
#include "searcher/formats/copies_view.h"
#include "searcher/formats/json_values.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"
#include "searcher/shown_entities.h"

namespace dateline {

namespace {

/// Labels are the keys of JSON; none is longer than this less two.
constexpr std::size_t label_width = 15;

std::string origin_of(const Name& name) {
    if (name.origin == Name::Origin::given) return "given";
    return name.probability == 0 ? "found" : fmt::format("found {} %", name.probability);
}

Json shown_entity_json(std::string_view kind, const ShownEntity& entity) {
    Json names = Json::array();
    for (const Name& name : entity.names) {
        const bool found = name.origin == Name::Origin::found;
        names.push_back({{"name", name.name},
                         {"mentions", name.mentions},
                         {"origin", found ? "found" : "given"},
                         {"probability",
                          found && name.probability > 0 ? Json(name.probability / 100.0) : Json(nullptr)}});
    }
    return {{"field", kind},
            {"name", entity.name.name},
            {"mentions", entity.name.mentions},
            {"in_front", entity.name.in_front},
            {"names", std::move(names)},
            {"rules", entity.rules}};
}

/// "Volodymyr Zelenskyy (3): found 93 % as Zelensky; authority.txt:12"
std::string with_origin(const ShownEntity& entity) {
    std::string line = entity.name.name;
    if (entity.name.mentions > 0) line += fmt::format(" ({})", entity.name.mentions);
    bool first = true;
    for (const Name& name : entity.names) {
        line += first ? ": " : ", ";
        first = false;
        line += origin_of(name);
        if (name.name != entity.name.name) line += " as " + name.name;
    }
    for (const std::string& rule : entity.rules) line += "; " + rule;
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
    ArticleText(const Authority& authority, Analyzer& analyzer, const ArticleMarks& marks,
                const OutputSettings& settings)
        : authority_(authority), analyzer_(analyzer), marks_(marks), settings_(settings) {}

    std::string render(const Article& article, const ArticleCopies& copies) {
        if (!article.title.empty()) {
            append_paragraph(out_, marked(article.title), 0, true, settings_);
            out_ += '\n';
        }
        append_fields(article);
        append_copies("copies", copies.list, false);
        append_copies("versions", copies.list, true);
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
        append_field(FieldId::language,
                     article.language + (article.language_guessed ? ", guessed from the text" : ""));
        append_field(FieldId::dateline, article.dateline);
        for (const FieldId kind : authority_kinds) append_entities(article, kind);
        append_field(FieldId::keyword, listed(article.keywords));
        append_field(FieldId::file, article.file);
    }

    void append_entities(const Article& article, FieldId kind) {
        std::string_view label = field(kind).key;
        for (const ShownEntity& entity : shown_entities(article, kind, authority_, analyzer_.folder())) {
            append_line(label, with_origin(entity));
            label = "";
        }
    }

    void append_copies(std::string_view label, const std::vector<HitCopy>& copies, bool versions) {
        for (const HitCopy& copy : copies) {
            if (copy.version != versions) continue;
            std::string line = shown_time(copy.published);
            if (!copy.source.empty() && !versions) line += std::string(separator(settings_)) + copy.source;
            append_line(label, line + std::string(separator(settings_)) + copy.id);
            label = "";
        }
    }

    void append_field(FieldId id, const std::string& value) {
        if (!value.empty()) append_line(field(id).key, value);
    }

    void append_line(std::string_view label, const std::string& value) {
        out_ += fmt::format("{:<{}}", label, label_width);
        append_paragraph(out_, Excerpt{.text = value}, label_width, false, settings_);
    }

    void append_body(const std::string& paragraph) {
        out_ += '\n';
        append_paragraph(out_, marked(paragraph), 0, false, settings_);
    }

    Excerpt marked(const std::string& text) {
        std::vector<Match> matches;
        if (marks_.words) marks_.words->find(text, 0, 0, matches);
        if (marks_.mentions) {
            for (const Span& span : marks_.mentions->marks(text)) matches.push_back({.span = span});
        }
        return {.text = text, .marks = merged_spans(matches)};
    }

    const Authority& authority_;
    Analyzer& analyzer_;
    ArticleMarks marks_;
    const OutputSettings& settings_;
    std::string out_;
};

}  // namespace

void write_article_text(std::ostream& sink, const Article& article, const ArticleCopies& copies,
                        const Authority& authority, Analyzer& analyzer, const ArticleMarks& marks,
                        const OutputSettings& settings) {
    sink << ArticleText(authority, analyzer, marks, settings).render(article, copies);
}

void write_article_json(std::ostream& sink, const Article& article, const ArticleCopies& copies,
                        const Authority& authority, Folder& folder) {
    Article source = article;
    Json entities = Json::array();
    for (const FieldId kind : authority_kinds) {
        std::erase_if(*entities_in(source, kind),
                      [](const Name& name) { return name.origin == Name::Origin::found; });
        for (const ShownEntity& entity : shown_entities(article, kind, authority, folder)) {
            entities.push_back(shown_entity_json(field(kind).name, entity));
        }
    }
    Json json = article_json(source);
    json["language_guessed"] = text_or_null(article.language_guessed ? article.language : std::string());
    json[std::string(field(FieldId::file).key)] = text_or_null(article.file);
    json["entities"] = std::move(entities);
    json["cluster"] = copies.cluster > 0 ? Json(copies.cluster) : Json(nullptr);
    json["copies"] = Json::array();
    for (const HitCopy& copy : copies.list) json["copies"].push_back(copy_json(copy, article.published));
    sink << dump(json) << '\n';
}

}  // namespace dateline
