#include "indexer/readers/feed_entry.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/published_dates.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/visible.h"
#include "indexer/markup/link.h"
#include "indexer/markup/xml_text.h"
#include "indexer/readers/byline.h"

namespace dateline {
namespace {

/// Which element, in which of a feed's vocabularies. `own` is RSS itself.
struct Wanted {
    XmlSpace space;
    std::string_view name;
    std::string_view rule;
};

constexpr XmlSpace own = XmlSpace::rss;

bool matches(XmlElement element, const Wanted& wanted) {
    if (element.name() != wanted.name) return false;
    return wanted.space == own ? is_rss(element) : element.space() == wanted.space;
}

XmlElement find(XmlElement entry, const Wanted& wanted) {
    for (const XmlElement child : children_of(entry)) {
        if (matches(child, wanted)) return child;
    }
    // Media RSS groups the renditions of one thing.
    if (wanted.space == XmlSpace::media) {
        for (const XmlElement child : children_of(entry)) {
            if (!child.is(XmlSpace::media, "group") && !child.is(XmlSpace::media, "content")) continue;
            for (const XmlElement inner : children_of(child)) {
                if (matches(inner, wanted)) return inner;
            }
        }
    }
    return {};
}

constexpr std::array<Wanted, 4> titles{{{own, "title", "RSS title"},
                                        {XmlSpace::atom, "title", "Atom title"},
                                        {XmlSpace::dublin_core, "title", "dc:title"},
                                        {XmlSpace::media, "title", "media:title"}}};

constexpr std::array<Wanted, 4> contents{{{XmlSpace::content, "encoded", "content:encoded"},
                                          {XmlSpace::atom, "content", "Atom content"},
                                          {XmlSpace::xhtml, "body", "xhtml:body"},
                                          {XmlSpace::xhtml, "div", "xhtml:div"}}};

constexpr std::array<Wanted, 7> summaries{{{own, "description", "RSS description"},
                                           {XmlSpace::atom, "summary", "Atom summary"},
                                           {XmlSpace::dublin_core, "description", "dc:description"},
                                           {XmlSpace::dublin_core_terms, "abstract", "dcterms:abstract"},
                                           {XmlSpace::itunes, "summary", "itunes:summary"},
                                           {XmlSpace::media, "description", "media:description"},
                                           {XmlSpace::itunes, "subtitle", "itunes:subtitle"}}};

constexpr std::array<Wanted, 11> published{
    {{own, "pubDate", "RSS pubDate"},
     {XmlSpace::atom, "published", "Atom published"},
     {XmlSpace::atom, "issued", "Atom issued"},
     {XmlSpace::dublin_core_terms, "issued", "dcterms:issued"},
     {XmlSpace::dublin_core, "date", "dc:date"},
     {XmlSpace::prism, "publicationDate", "prism:publicationDate"},
     {XmlSpace::dublin_core_terms, "created", "dcterms:created"},
     {XmlSpace::atom, "created", "Atom created"},
     {own, "published", "published"},
     {XmlSpace::atom, "updated", "Atom updated, there being no other date"},
     {XmlSpace::atom, "modified", "Atom modified, there being no other date"}}};

constexpr std::array<Wanted, 4> updated{{{XmlSpace::atom, "updated", "Atom updated"},
                                         {XmlSpace::atom, "modified", "Atom modified"},
                                         {XmlSpace::dublin_core_terms, "modified", "dcterms:modified"},
                                         {own, "updated", "updated"}}};

constexpr std::array<Wanted, 6> authors{{{XmlSpace::dublin_core, "creator", "dc:creator"},
                                         {XmlSpace::atom, "author", "Atom author"},
                                         {own, "author", "RSS author"},
                                         {XmlSpace::dublin_core_terms, "creator", "dcterms:creator"},
                                         {XmlSpace::itunes, "author", "itunes:author"},
                                         {XmlSpace::dublin_core, "contributor", "dc:contributor"}}};

/// "desk@paper.example (Ines Duarte)" and "Ines Duarte <desk@paper.example>" are Ines Duarte.
std::string author_name(XmlElement author) {
    if (const XmlElement name = author.child("name")) return one_line(name.text());
    std::string text = one_line(author.text());
    const std::size_t at = text.find('@');
    if (at == text.npos) return text;
    const std::size_t open = text.find('(', at);
    const std::size_t close = text.rfind(')');
    if (open != text.npos && close != text.npos && open < close)
        return text.substr(open + 1, close - open - 1);
    const std::size_t angle = text.find('<');
    if (angle != text.npos && angle > 0 && angle < at)
        return one_line(std::string_view(text).substr(0, angle));
    return text;
}

/// True for "Hale, T. R.": one name, no two.
bool is_inverted(std::string_view name) {
    const std::size_t comma = name.find(',');
    if (comma == name.npos || name.find(',', comma + 1) != name.npos) return false;
    std::string_view rest = trimmed(name.substr(comma + 1));
    if (rest.empty()) return false;
    for (const char c : rest) {
        if (c != '.' && c != ' ' && c != '-' && (c < 'A' || c > 'Z')) return false;
    }
    return rest.size() <= 12 && rest.find('.') != rest.npos;
}

std::string joined(const std::vector<std::string>& paragraphs) {
    std::string line;
    for (const std::string& paragraph : paragraphs) {
        if (!line.empty()) line += ' ';
        line += paragraph;
    }
    return line;
}

/// True when a summary is the beginning of the text, perhaps cut off with dots.
bool begins_text(std::string_view summary, const std::vector<std::string>& text) {
    constexpr std::array<std::string_view, 6> endings{"[...]", "[\xe2\x80\xa6]", "...", "\xe2\x80\xa6", "]",
                                                      "["};
    for (bool cut = true; cut;) {
        cut = false;
        summary = trimmed(summary);
        for (const std::string_view ending : endings) {
            if (!summary.ends_with(ending)) continue;
            summary.remove_suffix(ending.size());
            cut = true;
        }
    }
    std::string front;
    for (const std::string& paragraph : text) {
        if (front.size() >= summary.size()) break;
        if (!front.empty()) front += ' ';
        front += paragraph;
    }
    return front.starts_with(summary);
}

class Entry {
public:
    Entry(XmlElement entry, const FeedChannel& channel, const ReadingContext& context,
          ArticleBuilder& builder)
        : entry_(entry), channel_(channel), context_(context), builder_(builder) {}

    void read() {
        add_title();
        add_text();
        add_date(FieldId::published, published);
        add_date(FieldId::updated, updated);
        add_address();
        add_id();
        add_authors();
        add_keywords();
        add_source();
        add_language();
        if (const XmlElement section = find(entry_, {XmlSpace::prism, "section", {}}))
            give(FieldId::section, section.text(), "prism:section");
    }

private:
    void give(FieldId id, std::string_view value, std::string_view rule) {
        if (trimmed(value).empty()) return;
        builder_.add(field(id), value);
        builder_.set_origin(id, std::string(rule));
    }

    void add_title() {
        for (const Wanted& wanted : titles) {
            const std::string title =
                html_line(html_of(find(entry_, wanted), wanted.space != XmlSpace::atom));
            if (!title.empty()) return give(FieldId::title, title, wanted.rule);
        }
    }

    template <std::size_t Size>
    std::pair<std::vector<std::string>, std::string_view> first_text(const std::array<Wanted, Size>& table) {
        for (const Wanted& wanted : table) {
            const XmlElement element = find(entry_, wanted);
            if (!element) continue;
            // Atom's text of other types is base64 or stands elsewhere.
            const std::string type = element.attribute("type");
            const bool is_media = wanted.space == XmlSpace::atom && type.find('/') != type.npos &&
                                  !type.starts_with("text/") && type.find("xml") == type.npos;
            if (is_media) continue;
            auto text = inner_paragraphs(html_of(element, wanted.space != XmlSpace::atom));
            if (!text.empty()) return {std::move(text), wanted.rule};
        }
        return {};
    }

    void add_text() {
        auto [content, content_rule] = first_text(contents);
        auto [summary, summary_rule] = first_text(summaries);
        if (content.empty()) {
            content = std::move(summary);
            content_rule = summary_rule;
            summary.clear();
        }
        const std::string lede = joined(summary);
        if (!lede.empty() && !begins_text(lede, content)) give(FieldId::lede, lede, summary_rule);
        if (content.empty()) return;
        builder_.add_paragraphs(std::move(content));
        builder_.set_origin(FieldId::text, std::string(content_rule));
        give(FieldId::dateline, leading_dateline_place(builder_.article().body.front()),
             "the first paragraph");
    }

    template <std::size_t Size>
    void add_date(FieldId id, const std::array<Wanted, Size>& table) {
        std::string unread;
        for (const Wanted& wanted : table) {
            const std::string text = one_line(find(entry_, wanted).text());
            if (text.empty()) continue;
            if (parse_timestamp(text)) return give(id, text, wanted.rule);
            if (unread.empty()) unread = text;
        }
        // So that somebody hears of it.
        if (!unread.empty()) builder_.add(field(id), unread);
    }

    [[nodiscard]] std::string base() const {
        const std::string base = entry_.base();
        if (is_absolute(base)) return base;
        return is_absolute(channel_.link) ? channel_.link : context_.url;
    }

    void add_address() {
        std::string plain;
        std::string typed;
        std::string original;
        for (const XmlElement link : children_of(entry_)) {
            if (link.name() == "origLink" && original.empty()) original = one_line(link.text());
            if (link.name() != "link") continue;
            if (link.has_attribute("href")) {
                if (!is_page_link(link)) continue;
                const std::string type = link.attribute("type");
                std::string& slot = type.empty() || type.find("html") != type.npos ? plain : typed;
                if (slot.empty()) slot = resolved_link(link.attribute("href"), link_base(link));
            } else if (is_rss(link) && plain.empty()) {
                plain = resolved_link(one_line(link.text()), link_base(link));
            }
        }
        const XmlElement guid = find(entry_, {own, "guid", {}});
        const std::string guid_text = one_line(guid.text());
        const bool guid_is_link = guid.attribute("isPermaLink") != "false" && guid_text.starts_with("http");
        if (is_absolute(original)) return give(FieldId::url, original, "feedburner:origLink");
        if (!plain.empty()) return give(FieldId::url, plain, "link");
        if (!typed.empty()) return give(FieldId::url, typed, "link");
        if (guid_is_link) return give(FieldId::url, guid_text, "guid that is a link");
        if (const std::string about = entry_.attribute("about"); about.starts_with("http"))
            give(FieldId::url, about, "rdf:about");
    }

    [[nodiscard]] std::string link_base(XmlElement link) const {
        const std::string own_base = link.base();
        return is_absolute(own_base) ? own_base : base();
    }

    void add_id() {
        const XmlElement guid = find(entry_, {own, "guid", {}});
        std::string id = clean_id(guid.text());
        std::string_view rule = "guid";
        if (id.empty()) {
            id = clean_id(find(entry_, {XmlSpace::atom, "id", {}}).text());
            rule = "Atom id";
        }
        if (id.empty()) return builder_.set_origin(FieldId::id, "the address");
        if (id.starts_with('/')) id = resolved_link(id, base());
        if (!is_unique(id)) {
            // "12345" is an id in its feed only; another feed's must not replace it.
            const std::string& feed = channel_.link.empty() ? channel_.title : channel_.link;
            if (!feed.empty()) id = clean_id(feed) + '#' + id;
        }
        give(FieldId::id, id, rule);
    }

    static bool is_unique(std::string_view id) {
        const auto digits = std::count_if(id.begin(), id.end(), [](char c) {
            const char low = static_cast<char>(c | 0x20);
            return (c >= '0' && c <= '9') || (low >= 'a' && low <= 'f');
        });
        const bool is_hash =
            digits >= 32 && std::all_of(id.begin(), id.end(), [](char c) {
                return c == '-' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
            });
        return is_absolute(id) || is_hash;
    }

    void add_author(const std::string& name, std::string_view rule) {
        if (!is_inverted(name)) return give(FieldId::author, name, rule);
        builder_.article().authors.push_back(name);
        builder_.set_origin(FieldId::author, std::string(rule));
    }

    void add_authors() {
        for (const Wanted& wanted : authors) {
            for (const XmlElement child : children_of(entry_)) {
                if (matches(child, wanted)) add_author(author_name(child), wanted.rule);
            }
            if (!builder_.article().authors.empty()) return;
        }
        if (entry_.space() != XmlSpace::atom) return;
        for (const std::string& author : channel_.authors)
            give(FieldId::author, author, "the feed's Atom author");
    }

    void add_keywords() {
        const Field& keyword = field(FieldId::keyword);
        for (const XmlElement child : children_of(entry_)) {
            const XmlSpace space = child.space();
            const std::string_view name = child.name();
            std::string_view rule;
            if (name == "category" && space == XmlSpace::atom) {
                const std::string label = child.attribute("label");
                builder_.add(keyword, label.empty() ? child.attribute("term") : label);
                rule = "Atom category";
            } else if (name == "category" && (is_rss(child) || space == XmlSpace::media)) {
                const std::string term = child.attribute("label");
                const std::string line = html_line(term.empty() ? child.text() : term);
                // One comma may be part of a name, several part a list.
                if (std::count(line.begin(), line.end(), ',') > 1) {
                    builder_.add_list(keyword, line);
                } else {
                    builder_.add(keyword, line);
                }
                rule = "category";
            } else if (name == "subject" &&
                       (space == XmlSpace::dublin_core || space == XmlSpace::dublin_core_terms)) {
                builder_.add_list(keyword, html_line(child.text()));
                rule = "dc:subject";
            } else if (name == "keywords" && (space == XmlSpace::itunes || space == XmlSpace::media)) {
                builder_.add_list(keyword, html_line(child.text()));
                rule = "keywords";
            }
            if (!rule.empty() && !builder_.article().keywords.empty())
                builder_.set_origin(FieldId::keyword, std::string(rule));
        }
    }

    void add_source() {
        const XmlElement source = find(entry_, {own, "source", {}});
        if (source) {
            if (const std::string name = html_line(source.text()); !name.empty())
                return give(FieldId::source, name, "RSS source");
        }
        if (const XmlElement from = find(entry_, {XmlSpace::atom, "source", {}})) {
            if (const std::string name = html_line(html_of(from.child("title"), false)); !name.empty())
                return give(FieldId::source, name, "Atom source");
        }
        const std::string publisher =
            html_line(find(entry_, {XmlSpace::dublin_core, "publisher", {}}).text());
        if (!publisher.empty()) return give(FieldId::source, publisher, "dc:publisher");
        if (!channel_.title.empty()) return give(FieldId::source, channel_.title, "the channel's title");
        give(FieldId::source, channel_.publisher, "the channel's dc:publisher");
    }

    void add_language() {
        const std::string own_language =
            one_line(find(entry_, {XmlSpace::dublin_core, "language", {}}).text());
        if (!own_language.empty()) return give(FieldId::language, own_language, "dc:language");
        if (const std::string tag = entry_.language(); !tag.empty())
            return give(FieldId::language, tag, "xml:lang");
        give(FieldId::language, channel_.language, "the channel's language");
    }

    XmlElement entry_;
    const FeedChannel& channel_;
    const ReadingContext& context_;
    ArticleBuilder& builder_;
};

}  // namespace

void read_feed_entry(XmlElement entry, const FeedChannel& channel, const ReadingContext& context,
                     ArticleBuilder& builder) {
    Entry(entry, channel, context, builder).read();
}

}  // namespace dateline
