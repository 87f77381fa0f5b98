#include "indexer/page/page_authors.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "common/month_names.h"
#include "indexer/input/clean_text.h"
#include "indexer/page/bare_text.h"
#include "indexer/page/class_hints.h"
#include "indexer/readers/byline.h"

namespace dateline {
namespace {

constexpr std::size_t longest_byline = 150;
constexpr std::size_t longest_author = 80;
constexpr std::size_t most_authors = 30;

/// "Von Ines Duarte", "Par ...", "Text: ...": the words that bylines begin with.
std::string_view without_front(std::string_view byline) {
    constexpr std::array<std::string_view, 18> fronts{
        "written by ", "by ",      "von ",     "par ",       "por ",       "di ",
        "door ",       "av ",      "af ",      "text: ",     "autor: ",    "author: ",
        "autorin: ",   "auteur: ", "autore: ", "reporter: ", "posted by ", "by: "};
    for (bool again = true; again;) {
        again = false;
        const std::string low = plain_word(byline.substr(0, 20));
        for (const std::string_view front : fronts) {
            if (!low.starts_with(front)) continue;
            byline = trimmed(byline.substr(front.size()));
            again = true;
            break;
        }
    }
    return byline;
}

/// The names without a date, a place or an address behind them.
std::string_view without_end(std::string_view byline) {
    for (const std::string_view mark :
         {" | ", " \xc2\xb7 ", " \xe2\x80\xa2 ", " \xe2\x80\x93 ", " - ", " on ", " / ", " am "}) {
        const std::size_t at = byline.find(mark);
        if (at != std::string_view::npos && at > 2) byline = byline.substr(0, at);
    }
    const std::size_t digit = byline.find_first_of("0123456789");
    if (digit != std::string_view::npos) byline = byline.substr(0, digit);
    while (!byline.empty() && std::string_view(" ,;:").find(byline.back()) != std::string_view::npos)
        byline.remove_suffix(1);
    return byline;
}

bool is_name(std::string_view name) {
    if (name.size() < 2 || name.size() > longest_author) return false;
    if (name.find("://") != std::string_view::npos || name.find('@') != std::string_view::npos) return false;
    if (name.find_first_of("{}\"<>[]") != std::string_view::npos ||
        name.find("www.") != std::string_view::npos)
        return false;
    const std::string plain = plain_word(name);
    constexpr std::array<std::string_view, 9> nobody{
        "admin", "administrator", "webmaster", "null", "undefined", "author", "redacteur", "user", "unknown"};
    const std::string first = plain_word(name.substr(0, name.find(' ')));
    const bool date = month_named(first) || (is_weekday(first) && name.size() == first.size());
    return !date && std::ranges::find(nobody, plain) == nobody.end();
}

class Authors {
public:
    explicit Authors(ArticleBuilder& builder) : builder_(builder) {}

    [[nodiscard]] bool none() const { return builder_.article().authors.empty(); }

    void add(std::string_view byline, const std::string& rule) {
        const std::string line = one_line(front_of(byline, 1000));
        for (std::string& name : byline_names(without_end(without_front(line)))) {
            std::vector<std::string>& authors = builder_.article().authors;
            if (!is_name(name) || authors.size() >= most_authors) continue;
            if (std::ranges::find(authors, name) != authors.end()) continue;
            authors.push_back(std::move(name));
            builder_.set_origin(FieldId::author, rule);
        }
    }

private:
    ArticleBuilder& builder_;
};

/// Bylines stand near the headline, or right behind the text.
bool is_near(const PageSources& sources, const ArticleText& text, HtmlTree::Index node) {
    if (text.first_text == 0) return true;
    const HtmlTree::Index heading = sources.data.heading;
    const HtmlTree::Index begin = heading == HtmlTree::none ? 0 : std::min(heading, text.first_text);
    return node + 60 >= begin && node <= text.last_text + 60;
}

void add_named_elements(const PageSources& sources, const ArticleText& text, Authors& authors) {
    const HtmlTree& tree = sources.tree;
    for (HtmlTree::Index node = 1; node < tree.size() && authors.none(); ++node) {
        if (tree[node].tag == Tag::text || tree[node].values == 0 || !is_near(sources, text, node)) continue;
        const bool linked = tree.attribute(node, Attribute::rel) == "author";
        const NodeRole role = sources.outline.role(node);
        if (role == NodeRole::talk || role == NodeRole::unread) {
            node = tree[node].end - 1;
            continue;
        }
        if (!linked && !class_hints(tree.attribute(node, Attribute::class_)).author) continue;
        const std::string line = one_line(tree.text_below(node, 2 * longest_byline));
        if (line.size() > longest_byline) continue;
        authors.add(line, linked ? "a link with rel=author" : "an element named as a byline");
    }
}

}  // namespace

void set_authors(const PageSources& sources, const ArticleText& text, ArticleBuilder& builder) {
    Authors authors(builder);
    if (sources.article != nullptr) {
        for (const std::string& name : sources.article->authors)
            authors.add(name, "JSON-LD " + sources.article->type + " author");
    }
    for (const std::string_view name :
         {"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
          "byl", "citation_author", "cxenseparse:author", "article:author_name", "twitter:creator:name"}) {
        if (!authors.none()) break;
        for (const PageData::Meta& meta : sources.data.metas) {
            if (meta.name == name) authors.add(meta.content, "meta " + std::string(name));
        }
    }
    for (const PageData::Item& item : sources.data.items) {
        if (!authors.none() && item.property != "author") break;
        if (item.property != "author" || sources.outline.role(item.node) == NodeRole::talk) continue;
        const std::string line = item.content.empty()
                                     ? one_line(sources.tree.text_below(item.node, 2 * longest_byline))
                                     : std::string(item.content);
        if (line.size() <= longest_byline && authors.none()) authors.add(line, "itemprop author");
    }
    if (authors.none()) add_named_elements(sources, text, authors);
    if (!authors.none()) return;
    // "By Ines Duarte" on a line of its own.
    for (const TextBlock& block : sources.outline.blocks()) {
        if (block.first > text.first_text || !is_near(sources, text, block.first)) continue;
        if (is_byline(block.text)) return authors.add(block.text, "a line that is a byline");
    }
}

}  // namespace dateline
