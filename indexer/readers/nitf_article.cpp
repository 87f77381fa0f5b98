#include "indexer/readers/nitf_article.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <utility>

#include "common/published_dates.h"
#include "indexer/markup/xml_text.h"
#include "indexer/readers/byline.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 18> blocks{"p",  "hl1", "hl2", "block", "body.content", "bq",
                                                  "ul", "ol",  "li",  "dl",    "dt",           "dd",
                                                  "td", "th",  "tr",  "table", "tagline",      "pre"};
/// Pictures and their captions, notes of editors, and what is no prose.
constexpr std::array<std::string_view, 7> unread{"media",        "note",       "nitf-table-metadata", "fn",
                                                 "custom-table", "series.toc", "correction"};

class Nitf {
public:
    Nitf(XmlElement nitf, ArticleBuilder& builder)
        : head_(nitf.child("head")),
          docdata_(head_.child("docdata")),
          body_head_(nitf.child("body").child("body.head")),
          body_(nitf.child("body")),
          builder_(builder) {}

    void read() {
        add_titles();
        add_text();
        add_head_lines();
        add_dates();
        add_publication();
        add_subjects(docdata_.child("identified-content"));
        add_subjects(body_head_);
        add_subjects(body_.child("body.content"));
        add_keywords();
    }

private:
    void give(FieldId id, std::string_view value, std::string_view rule) {
        if (value.empty()) return;
        builder_.add(field(id), value);
        builder_.set_origin(id, "NITF " + std::string(rule));
    }

    /// The same for a field of one value, unless it has one.
    void offer(FieldId id, const std::string& current, std::string_view value, std::string_view rule) {
        if (current.empty()) give(id, value, rule);
    }

    void add_titles() {
        const Article& article = builder_.article();
        const XmlElement headline = body_head_.child("hedline");
        offer(FieldId::title, article.title, line_of(headline.child("hl1")), "hl1");
        offer(FieldId::title, article.title, line_of(headline), "hedline");
        offer(FieldId::title, article.title, line_of(head_.child("title")), "title");
        offer(FieldId::lede, article.lede, line_of(body_head_.child("abstract")), "abstract");
        offer(FieldId::lede, article.lede, line_of(headline.child("hl2")), "hl2");
    }

    void add_text() {
        const XmlElement content = body_.child("body.content");
        auto paragraphs = block_paragraphs(content ? content : body_.child("block"), blocks, unread);
        const std::string tagline = line_of(body_.child("body.end").child("tagline"));
        if (!tagline.empty() && !paragraphs.empty()) paragraphs.push_back(tagline);
        if (paragraphs.empty()) return;
        builder_.add_paragraphs(std::move(paragraphs));
        builder_.set_origin(FieldId::text, "NITF body.content");
    }

    void add_head_lines() {
        const Article& article = builder_.article();
        if (article.authors.empty()) {
            for (const XmlElement byline : children_of(body_head_)) {
                if (byline.name() == "byline") add_byline(byline);
            }
        }
        const XmlElement dateline = body_head_.child("dateline");
        const XmlElement location = dateline.child("location");
        offer(FieldId::dateline, article.dateline, line_of(location), "dateline");
        offer(FieldId::dateline, article.dateline, dateline_place(line_of(dateline)), "dateline");
    }

    /// "By <person>Ines Duarte</person>, <byttl>Staff Writer</byttl>".
    void add_byline(XmlElement byline) {
        bool named = false;
        for (const XmlElement person : children_of(byline)) {
            if (person.name() != "person") continue;
            give(FieldId::author, line_of(person), "byline");
            named = true;
        }
        if (named) return;
        constexpr std::array<std::string_view, 4> titles{"byttl", "location", "virtloc", "media"};
        const auto lines = block_paragraphs(byline, {}, titles);
        if (lines.empty()) return;
        std::string name = lines.front();
        while (!name.empty() && (name.back() == ',' || name.back() == ' ')) name.pop_back();
        give(FieldId::author, name, "byline");
    }

    void add_dates() {
        const auto date = [&](std::string_view name) {
            const XmlElement element = docdata_.child(name);
            const std::string norm = element.attribute("norm");
            return norm.empty() ? line_of(element) : norm;
        };
        if (!builder_.has_published()) {
            std::string doubtful;
            for (const std::string_view name : {"date.release", "date.issue"}) {
                const std::string text = date(name);
                if (text.empty()) continue;
                if (parse_timestamp(text)) {
                    give(FieldId::published, text, name);
                    break;
                }
                if (doubtful.empty()) doubtful = text;
            }
            if (!builder_.has_published()) add_other_date(doubtful);
        }
        for (const XmlElement revised : children_of(head_)) {
            if (revised.name() == "revision-history")
                give(FieldId::updated, revised.attribute("norm"), "revision-history");
        }
    }

    void add_other_date(const std::string& doubtful) {
        const std::string publication = head_.child("pubdata").attribute("date.publication");
        if (!publication.empty()) return give(FieldId::published, publication, "date.publication");
        const XmlElement story = body_head_.child("dateline").child("story.date");
        const std::string norm = story.attribute("norm");
        if (!norm.empty()) return give(FieldId::published, norm, "story.date");
        give(FieldId::published, doubtful, "date.issue");
    }

    void add_publication() {
        const Article& article = builder_.article();
        const XmlElement publication = head_.child("pubdata");
        const XmlElement id = docdata_.child("doc-id");
        const std::string number = id.attribute("id-string");
        const std::string registrar = id.attribute("regsrc");
        if (!number.empty())
            offer(FieldId::id, article.id, registrar.empty() ? number : registrar + ':' + number, "doc-id");
        offer(FieldId::source, article.source, publication.attribute("name"), "pubdata name");
        offer(FieldId::source, article.source, line_of(body_head_.child("distributor")), "distributor");
        offer(FieldId::source, article.source, docdata_.child("doc.copyright").attribute("holder"),
              "doc.copyright");
        offer(FieldId::section, article.section, publication.attribute("position.section"),
              "position.section");
        offer(FieldId::section, article.section, docdata_.child("fixture").attribute("fix-id"), "fixture");
        offer(FieldId::url, article.url, publication.attribute("ex-ref"), "pubdata ex-ref");
        std::string language = body_head_.parent().parent().language();
        if (language.empty()) language = body_.attribute("lang");
        offer(FieldId::language, article.language, language, "xml:lang");
    }

    /// People, organisations and places that are marked in the text or listed in the head.
    void add_subjects(XmlElement where) {
        for (XmlElement at = where.first_child(); at;) {
            const std::string_view name = at.name();
            const bool over = name == "byline" || name == "distributor" || name == "location" ||
                              name == "person" || name == "org" || name == "dateline";
            if (name == "person") give(FieldId::person, name_of(at), "person");
            if (name == "org") give(FieldId::org, name_of(at), "org");
            if (name == "location") add_location(at);
            if (name == "classifier" || name == "event" || name == "object.title")
                give(FieldId::keyword, name_of(at), name);
            at = at.following(where, over);
        }
    }

    static std::string name_of(XmlElement element) {
        std::string value = element.attribute("value");
        return value.empty() ? line_of(element) : value;
    }

    void add_location(XmlElement location) {
        bool parted = false;
        for (const XmlElement part : children_of(location)) {
            const std::string_view name = part.name();
            if (name != "city" && name != "country" && name != "state" && name != "region" &&
                name != "sublocation")
                continue;
            give(FieldId::place, line_of(part), "location");
            parted = true;
        }
        if (!parted) give(FieldId::place, name_of(location), "location");
    }

    void add_keywords() {
        for (const XmlElement keyword : children_of(docdata_.child("key-list")))
            give(FieldId::keyword, keyword.attribute("key"), "key-list");
        for (const XmlElement object : children_of(head_.child("tobject"))) {
            for (const std::string_view part : {"type", "matter", "detail"})
                give(FieldId::keyword, object.attribute("tobject.subject." + std::string(part)),
                     "tobject.subject");
        }
    }

    XmlElement head_;
    XmlElement docdata_;
    XmlElement body_head_;
    XmlElement body_;
    ArticleBuilder& builder_;
};

}  // namespace

void read_nitf(XmlElement nitf, ArticleBuilder& builder) {
    Nitf(nitf, builder).read();
}

}  // namespace dateline
