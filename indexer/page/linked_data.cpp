#include "indexer/page/linked_data.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "indexer/input/clean_text.h"
#include "indexer/markup/html_text.h"
#include "indexer/page/json_mending.h"
#include "indexer/readers/json_article.h"

namespace dateline {
namespace {

namespace dom = simdjson::dom;

/// Objects inside one another that are looked into, and in all.
constexpr int deepest = 8;
constexpr std::size_t most_objects = 5000;
/// A script that is larger holds no description of one page.
constexpr std::size_t largest_script = std::size_t{4} << 20;

/// A value may be HTML in part: entities always, tags now and then.
std::string plain(std::string_view value) {
    if (value.find_first_of("&<") == std::string_view::npos) return one_line(value);
    std::string line;
    for (const std::string& paragraph : html_paragraphs(value)) {
        if (!line.empty()) line += ' ';
        line += paragraph;
    }
    return line;
}

bool is_article_type(std::string_view type) {
    constexpr std::array<std::string_view, 6> others{
        "BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "DiscussionForumPosting", "Review"};
    return type.ends_with("Article") || std::ranges::find(others, type) != others.end();
}

bool is_page_type(std::string_view type) {
    return type.ends_with("WebPage") || type == "ItemPage" || type == "VideoObject" ||
           type == "CreativeWork" || type == "Recipe" || type == "QAPage" || type == "CollectionPage" ||
           type == "Product";
}

bool is_site_type(std::string_view type) {
    return type == "WebSite" || type.ends_with("Organization") || type == "Newspaper";
}

class Collector {
public:
    void add(std::string_view script, LinkedData& data) {
        if (script.size() > largest_script) {
            data.notes.emplace_back("JSON-LD of more than 4 MiB left out");
            return;
        }
        dom::parser parser;
        dom::element parsed;
        const std::string padded(script);
        simdjson::error_code error = parser.parse(padded).get(parsed);
        std::string mended;
        if (error != simdjson::SUCCESS) {
            mended = mended_json(script);
            error = parser.parse(mended).get(parsed);
            data.notes.push_back(error == simdjson::SUCCESS ? "JSON-LD repaired"
                                                            : "JSON-LD left out: " + json_reason(error));
            if (error != simdjson::SUCCESS) return;
        }
        data_ = &data;
        names_.clear();
        name_objects(parsed, 0);
        visit(parsed, 0);
    }

private:
    template <typename Use>
    static void each(dom::element value, Use use) {
        dom::array array;
        if (value.get(array) != simdjson::SUCCESS) return use(value);
        for (const dom::element element : array) use(element);
    }

    static std::string string_at(dom::object object, std::string_view key) {
        dom::element value;
        if (object.at_key(key).get(value) != simdjson::SUCCESS) return {};
        std::string text;
        each(value, [&](dom::element element) {
            std::string_view view;
            if (text.empty() && element.get(view) == simdjson::SUCCESS) text = view;
        });
        return text;
    }

    /// Objects are referred to by @id before or behind where they stand.
    void name_objects(dom::element value, int depth) {
        if (depth > deepest || names_.size() > most_objects) return;
        each(value, [&](dom::element element) {
            dom::object object;
            if (element.get(object) != simdjson::SUCCESS) return;
            std::string id = string_at(object, "@id");
            std::string name = string_at(object, "name");
            if (!id.empty() && !name.empty()) names_.try_emplace(std::move(id), std::move(name));
            for (const dom::key_value_pair member : object) {
                if (member.value.is_object() || member.value.is_array())
                    name_objects(member.value, depth + 1);
            }
        });
    }

    /// The name of a person or organisation that is a string, an object, or an object's @id.
    std::string name_of(dom::element value) const {
        std::string_view text;
        if (value.get(text) == simdjson::SUCCESS) return plain(text);
        dom::object object;
        if (value.get(object) != simdjson::SUCCESS) return {};
        std::string name = string_at(object, "name");
        if (name.empty()) {
            const auto known = names_.find(string_at(object, "@id"));
            if (known != names_.end()) name = known->second;
        }
        return plain(name);
    }

    std::vector<std::string> names_at(dom::object object, std::string_view key) const {
        std::vector<std::string> names;
        dom::element value;
        if (object.at_key(key).get(value) != simdjson::SUCCESS) return names;
        each(value, [&](dom::element element) {
            std::string name = name_of(element);
            if (!name.empty()) names.push_back(std::move(name));
        });
        return names;
    }

    static std::string first(std::vector<std::string> values) {
        return values.empty() ? std::string() : std::move(values.front());
    }

    /// An address, or the @id or url of an object.
    static std::string address_at(dom::object object, std::string_view key) {
        dom::element value;
        if (object.at_key(key).get(value) != simdjson::SUCCESS) return {};
        dom::object inner;
        if (value.get(inner) == simdjson::SUCCESS) {
            std::string address = string_at(inner, "@id");
            return address.empty() ? string_at(inner, "url") : address;
        }
        return string_at(object, key);
    }

    LinkedArticle article_of(dom::object object, std::string type) const {
        LinkedArticle article;
        article.type = std::move(type);
        article.headline = plain(string_at(object, "headline"));
        if (article.headline.empty()) article.headline = plain(string_at(object, "name"));
        article.description = plain(string_at(object, "description"));
        article.body = string_at(object, "articleBody");
        if (article.body.empty()) article.body = string_at(object, "text");
        article.published = string_at(object, "datePublished");
        article.modified = string_at(object, "dateModified");
        article.created = string_at(object, "dateCreated");
        if (article.created.empty()) article.created = string_at(object, "uploadDate");
        article.authors = names_at(object, "author");
        if (article.authors.empty()) article.authors = names_at(object, "creator");
        article.publisher = first(names_at(object, "publisher"));
        article.section = plain(string_at(object, "articleSection"));
        article.keywords = names_at(object, "keywords");
        article.language = first(names_at(object, "inLanguage"));
        article.dateline = plain(string_at(object, "dateline"));
        article.url = address_at(object, "mainEntityOfPage");
        if (!article.url.starts_with("http")) article.url = string_at(object, "url");
        return article;
    }

    void visit(dom::element value, int depth) {
        if (depth > deepest) return;
        each(value, [&](dom::element element) {
            dom::object object;
            if (++seen_ > most_objects || element.get(object) != simdjson::SUCCESS) return;
            visit_object(object, depth);
        });
    }

    void visit_object(dom::object object, int depth) {
        std::string type;
        dom::element types;
        if (object.at_key("@type").get(types) == simdjson::SUCCESS) {
            each(types, [&](dom::element element) {
                std::string_view name;
                if (element.get(name) != simdjson::SUCCESS) return;
                if (const std::size_t slash = name.find_last_of("/:"); slash != std::string_view::npos)
                    name.remove_prefix(slash + 1);
                if (type.empty() || (is_article_type(name) && !is_article_type(type))) type = name;
            });
        }
        if (is_article_type(type)) {
            data_->articles.push_back(article_of(object, type));
        } else if (is_page_type(type)) {
            LinkedArticle page = article_of(object, type);
            const bool better =
                data_->page.type.empty() || (data_->page.published.empty() && !page.published.empty());
            if (better) data_->page = std::move(page);
        } else if (is_site_type(type) && data_->site.empty()) {
            data_->site = plain(string_at(object, "name"));
        }
        for (const std::string_view key : {"@graph", "mainEntity", "mainEntityOfPage", "hasPart"}) {
            dom::element inner;
            if (object.at_key(key).get(inner) == simdjson::SUCCESS) visit(inner, depth + 1);
        }
    }

    LinkedData* data_ = nullptr;
    std::unordered_map<std::string, std::string> names_;
    std::size_t seen_ = 0;
};

bool is_linked_data(std::string_view type) {
    return type.find("ld+json") != std::string_view::npos || type.find("LD+JSON") != std::string_view::npos;
}

}  // namespace

LinkedData read_linked_data(const std::vector<PageScript>& scripts) {
    LinkedData data;
    Collector collector;
    for (const PageScript& script : scripts) {
        if (is_linked_data(script.type) && !trimmed(script.text).empty()) collector.add(script.text, data);
    }
    return data;
}

}  // namespace dateline
