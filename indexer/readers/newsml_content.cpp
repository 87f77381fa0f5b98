#include "indexer/readers/newsml_content.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "indexer/input/clean_text.h"
#include "indexer/markup/xml_text.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/nitf_article.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 12> blocks{"p",   "para",  "paragraph", "h1",  "h2", "h3",
                                                  "div", "block", "li",        "row", "td", "headline"};
constexpr std::array<std::string_view, 6> unread{"head", "media", "figure", "style", "script", "table"};

/// A byline and the headline once more stand in front of the text in what is written to be printed.
void add_prose(std::vector<std::string> paragraphs, std::string_view rule, ArticleBuilder& builder) {
    Article& article = builder.article();
    std::size_t front = 0;
    if (front < paragraphs.size() && !article.title.empty() && paragraphs[front] == article.title) ++front;
    if (front < paragraphs.size() && is_byline(paragraphs[front])) {
        if (article.authors.empty()) builder.add(field(FieldId::author), paragraphs[front]);
        ++front;
    }
    paragraphs.erase(paragraphs.begin(), paragraphs.begin() + static_cast<std::ptrdiff_t>(front));
    if (paragraphs.empty()) return;
    builder.add_paragraphs(std::move(paragraphs));
    builder.set_origin(FieldId::text, std::string(rule));
}

void read_inline_xml(XmlElement inline_xml, ArticleBuilder& builder) {
    for (const XmlElement root : children_of(inline_xml)) {
        if (root.name() == "nitf") {
            read_nitf(root, builder);
        } else if (root.name() == "html" || root.space() == XmlSpace::xhtml) {
            const XmlElement body = root.child("body");
            if (builder.article().title.empty()) {
                builder.add(field(FieldId::title), line_of(root.child("head").child("title")));
                builder.set_origin(FieldId::title, "XHTML title");
            }
            add_prose(inner_paragraphs((body ? body : root).inner_html()), "inline XHTML", builder);
        } else if (root.descendant("p") || root.descendant("para") || root.name() == "p") {
            add_prose(block_paragraphs(root, blocks, unread), "paragraphs of inline XML", builder);
        }
    }
}

void read_inline_data(XmlElement data, ArticleBuilder& builder) {
    const std::string type = data.attribute("contenttype");
    const std::string text = data.text();
    if (!data.attribute("encoding").empty()) return;
    if (type.find("html") != type.npos) return add_prose(inner_paragraphs(text), "inline HTML", builder);
    if (type.empty() || type.starts_with("text/")) add_prose(paragraphs(text), "inline text", builder);
}

}  // namespace

void read_newsml_content(XmlElement content_set, ArticleBuilder& builder) {
    for (const XmlElement content : children_of(content_set)) {
        if (content.name() == "inlineXML") read_inline_xml(content, builder);
        if (content.name() == "inlineData") read_inline_data(content, builder);
        if (!builder.article().body.empty()) return;
    }
}

}  // namespace dateline
