#include "indexer/readers/feed_channel.h"

#include "indexer/input/clean_text.h"
#include "indexer/markup/link.h"
#include "indexer/markup/xml_entities.h"
#include "indexer/markup/xml_text.h"

namespace dateline {

bool is_rss(XmlElement element) {
    const XmlSpace space = element.space();
    if (space == XmlSpace::none || space == XmlSpace::rss) return true;
    // A default namespace that somebody made up.
    return space == XmlSpace::other && element.prefix().empty();
}

std::string html_line(std::string_view html) {
    std::string line;
    for (const std::string& paragraph : inner_paragraphs(html)) {
        if (!line.empty()) line += ' ';
        line += paragraph;
    }
    return one_line(line);
}

std::string html_of(XmlElement element, bool html_is_usual) {
    if (!element) return {};
    const std::string type = element.attribute("type");
    const std::string mode = element.attribute("mode");
    if (element.first_child()) return element.inner_html();
    const std::string text = element.text();
    const bool is_html = type == "html" || type == "text/html" || type == "xhtml" || mode == "escaped" ||
                         (type.empty() && html_is_usual);
    if (is_html || text.find_first_of("<&") == text.npos) return text;
    std::string escaped;
    append_escaped(text, escaped);
    return escaped;
}

bool is_page_link(XmlElement link) {
    const std::string rel = link.attribute("rel");
    return link.has_attribute("href") && (rel.empty() || rel == "alternate");
}

void FeedChannel::learn_link(XmlElement element, const std::string& fetched_from) {
    if (element.attribute("rel") == "self" && self.empty()) {
        self = one_line(element.attribute("href"));
        if (!is_absolute(link)) link = resolved_link(link, self);
    }
    const bool has_address = element.has_attribute("href");
    if (!link.empty() || (has_address && !is_page_link(element))) return;
    const std::string base = element.base();
    const std::string& known = self.empty() ? fetched_from : self;
    link = resolved_link(one_line(has_address ? element.attribute("href") : element.text()),
                         is_absolute(base) ? base : known);
}

void FeedChannel::learn(XmlElement element, const std::string& fetched_from) {
    const bool own = is_rss(element);
    const bool atom = element.space() == XmlSpace::atom;
    const bool dublin = element.space() == XmlSpace::dublin_core;
    const std::string_view name = element.name();
    if (name == "title" && (own || atom) && title.empty()) {
        title = html_line(html_of(element, !atom));
    } else if (name == "link" && (own || atom)) {
        learn_link(element, fetched_from);
    } else if (name == "language" && (own || dublin) && language.empty()) {
        language = one_line(element.text());
    } else if (name == "publisher" && dublin && publisher.empty()) {
        publisher = html_line(element.text());
    } else if (name == "author" && atom) {
        std::string author = one_line(element.child("name").text());
        if (!author.empty()) authors.push_back(std::move(author));
    }
}

}  // namespace dateline
