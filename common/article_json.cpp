#include "common/article_json.h"

#include "common/fields.h"

namespace dateline {

namespace {

std::string joined_paragraphs(const std::vector<std::string>& paragraphs) {
    std::string text;
    for (const std::string& paragraph : paragraphs) {
        if (!text.empty()) text += "\n\n";
        text += paragraph;
    }
    return text;
}

std::string key(FieldId id) {
    return std::string(field(id).key);
}

}  // namespace

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json time_or_null(const std::optional<Timestamp>& when) {
    return when ? Json(to_string(*when)) : Json(nullptr);
}

Json names_json(const std::vector<Name>& names) {
    Json list = Json::array();
    for (const Name& name : names) list.push_back(name.name);
    return list;
}

Json article_json(const Article& article) {
    Json json;
    json[key(FieldId::id)] = article.id;
    json[key(FieldId::url)] = text_or_null(article.url);
    json[key(FieldId::title)] = text_or_null(article.title);
    json[key(FieldId::lede)] = text_or_null(article.lede);
    // Said outright, so that whoever reads it does not take it for a record that lost its text.
    const bool has_no_word = article.title.empty() && article.lede.empty() && article.body.empty();
    json[key(FieldId::text)] = has_no_word ? Json("") : text_or_null(joined_paragraphs(article.body));
    json[key(FieldId::published)] = time_or_null(article.published);
    json[key(FieldId::updated)] = time_or_null(article.updated);
    json[key(FieldId::source)] = text_or_null(article.source);
    json[key(FieldId::author)] = article.authors;
    json[key(FieldId::section)] = text_or_null(article.section);
    json[key(FieldId::language)] = article.language_guessed ? Json(nullptr) : text_or_null(article.language);
    json[key(FieldId::person)] = names_json(article.people);
    json[key(FieldId::org)] = names_json(article.organizations);
    json[key(FieldId::place)] = names_json(article.places);
    json[key(FieldId::keyword)] = article.keywords;
    json[key(FieldId::dateline)] = text_or_null(article.dateline);
    return json;
}

std::string dump(const Json& value, int indent) {
    return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dateline
