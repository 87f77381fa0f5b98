#include "indexer/page/page_fields.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "indexer/input/clean_text.h"
#include "indexer/page/bare_text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_title = 400;
constexpr std::size_t longest_name = 100;
constexpr std::size_t most_keywords = 60;

std::string clean(std::string_view text) {
    return one_line(text);
}

std::string_view host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    if (const std::size_t at = url.rfind('@'); at != std::string_view::npos) url.remove_prefix(at + 1);
    return url.substr(0, url.find(':'));
}

/// The host without what only says which device or copy it is for.
std::string_view plain_host(std::string_view host) {
    for (const std::string_view front : {"www.", "m.", "mobile.", "amp."}) {
        if (host.starts_with(front) && host.find('.', front.size()) != std::string_view::npos)
            host.remove_prefix(front.size());
    }
    return host;
}

std::string_view path_of(std::string_view url) {
    const std::size_t host = url.find(host_of(url));
    return url.substr(host + host_of(url).size());
}

bool is_web_address(std::string_view url) {
    return (url.starts_with("http://") || url.starts_with("https://")) && !host_of(url).empty() &&
           url.find_first_of(" \t\n<>\"") == std::string_view::npos;
}

/// An address that begins with a stroke or two, made whole by the page's own.
std::string whole_address(std::string_view address, std::string_view base) {
    if (is_web_address(address)) return std::string(address);
    if (!is_web_address(base)) return {};
    const std::string_view scheme = base.substr(0, base.find("://") + 3);
    if (address.starts_with("//")) return std::string(scheme.substr(0, scheme.size() - 2)).append(address);
    if (!address.starts_with('/')) return {};
    return std::string(base.substr(0, base.find('/', scheme.size()))).append(address);
}

/// Candidates in the order of trust; the first that says something counts.
class Choice {
public:
    Choice(FieldId field, ArticleBuilder& builder) : field_(field), builder_(builder) {}

    [[nodiscard]] bool open() const { return value_.empty(); }

    Choice& offer(std::string_view value, std::string_view rule) {
        // What a template should have replaced.
        const bool unfilled = value.find("{{") != std::string_view::npos || value.starts_with("${");
        if (!open() || value.empty() || unfilled) return *this;
        value_ = clean(value);
        if (!open()) builder_.set_origin(field_, std::string(rule));
        return *this;
    }

    std::string take() { return std::move(value_); }

private:
    FieldId field_;
    ArticleBuilder& builder_;
    std::string value_;
};

constexpr std::array<std::string_view, 8> title_marks{
    " | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " :: ", " \xc2\xbb ", " \xc2\xb7 ", " \xe2\x80\xa2 "};

/// "Talks resume | Northern Wire" without what stands behind the last mark, if that is the site's name.
std::string without_site(std::string title, std::string_view site, std::string_view host) {
    const std::string bare_site = bare_text(site);
    const std::string bare_host = bare_text(host);
    for (int rounds = 0; rounds < 3; ++rounds) {
        std::size_t last = std::string::npos;
        std::size_t size = 0;
        for (const std::string_view mark : title_marks) {
            const std::size_t at = title.rfind(mark);
            if (at == std::string::npos || (last != std::string::npos && at < last)) continue;
            last = at;
            size = mark.size();
        }
        if (last == std::string::npos || last < 3) break;
        const std::string tail = bare_text(std::string_view(title).substr(last + size));
        const bool is_site = (!bare_site.empty() && tail == bare_site) || tail.empty() ||
                             (tail.size() >= 4 && bare_host.find(tail) != std::string::npos) ||
                             (bare_host.size() >= 4 && tail.find(bare_host) != std::string::npos);
        if (!is_site) break;
        title.resize(last);
    }
    return title;
}

/// The longest part of a title between marks.
std::string longest_part(const std::string& title) {
    std::string_view rest = title;
    std::string_view longest;
    while (!rest.empty()) {
        std::size_t end = rest.size();
        std::size_t size = 0;
        for (const std::string_view mark : {" | ", " \xc2\xbb ", " :: "}) {
            const std::size_t at = rest.find(mark);
            if (at < end) {
                end = at;
                size = mark.size();
            }
        }
        if (end > longest.size()) longest = rest.substr(0, end);
        rest.remove_prefix(std::min(end + size, rest.size()));
    }
    return std::string(longest);
}

bool is_cut_off(std::string_view text) {
    return text.ends_with("...") || text.ends_with("\xe2\x80\xa6");
}

std::string site_name(const PageSources& sources) {
    std::string name;
    if (sources.article != nullptr) name = sources.article->publisher;
    if (name.empty()) name = clean(sources.data.meta({"og:site_name"}));
    if (name.empty()) name = sources.linked.site;
    return name;
}

/// The address of the page when it is known, for its host.
std::string_view known_address(const PageSources& sources) {
    if (!sources.url.empty()) return sources.url;
    if (is_web_address(sources.data.canonical)) return sources.data.canonical;
    return sources.data.meta({"og:url", "twitter:url"});
}

}  // namespace

const LinkedArticle* article_of_page(const LinkedData& linked, const PageData& data, std::string_view url) {
    const std::string title = bare_text(data.title);
    const LinkedArticle* chosen = nullptr;
    int best = -1;
    for (const LinkedArticle& article : linked.articles) {
        const std::string headline = bare_text(article.headline);
        int points = 0;
        if (!headline.empty() && title.find(headline) != std::string::npos) points += 2;
        const bool same_address =
            !article.url.empty() &&
            (article.url == data.canonical || article.url == url || article.url == data.meta({"og:url"}));
        if (same_address) points += 2;
        if (!article.published.empty()) ++points;
        if (points <= best) continue;
        best = points;
        chosen = &article;
    }
    return chosen;
}

std::string page_address(const PageSources& sources, ArticleBuilder& builder) {
    const auto fits = [&](const std::string& address) {
        if (address.empty()) return false;
        if (sources.url.empty()) return true;
        // A front page's address on every page says nothing; another site's may be where a text came from.
        const bool front = path_of(address).size() <= 1 && path_of(sources.url).size() > 1;
        return !front && plain_host(host_of(address)) == plain_host(host_of(sources.url));
    };
    const std::pair<std::string_view, std::string_view> own[] = {
        {sources.data.canonical, "link canonical"},
        {sources.data.meta({"og:url"}), "meta og:url"},
        {sources.article == nullptr ? std::string_view() : sources.article->url, "JSON-LD url"},
    };
    for (const auto& [address, rule] : own) {
        std::string whole = clean(whole_address(address, sources.url));
        if (!fits(whole)) continue;
        builder.set_origin(FieldId::url, std::string(rule));
        return whole;
    }
    if (!sources.url.empty()) builder.set_origin(FieldId::url, "where the page was fetched from");
    return clean(sources.url);
}

void set_title(const PageSources& sources, ArticleBuilder& builder) {
    const PageData& data = sources.data;
    const std::string site = site_name(sources);
    const std::string_view host = plain_host(host_of(known_address(sources)));
    const auto shortened = [&](std::string_view title) {
        return without_site(clean(front_of(title, longest_title * 2)), site, host);
    };
    const std::string open_graph =
        shortened(data.meta({"og:title", "twitter:title", "dc.title", "dcterms.title"}));
    const std::string document = shortened(data.title);
    const std::string heading = data.heading == HtmlTree::none
                                    ? std::string()
                                    : clean(sources.tree.text_below(data.heading, longest_title));
    // A first heading may be the name of the site; the headline is in the other titles, too.
    const std::string bare_heading = bare_text(heading);
    const bool heading_fits =
        bare_heading.size() > 8 && (bare_text(document).find(bare_heading) != std::string::npos ||
                                    bare_text(open_graph).find(bare_heading) != std::string::npos);
    Choice title(FieldId::title, builder);
    if (sources.article != nullptr && !is_cut_off(sources.article->headline))
        title.offer(shortened(sources.article->headline), "JSON-LD " + sources.article->type + " headline");
    if (heading_fits) title.offer(heading, "the first heading, which is in the page's title");
    title.offer(open_graph, "meta og:title");
    if (!is_cut_off(document)) title.offer(document, "the page's title");
    title.offer(heading, "the first heading");
    title.offer(longest_part(data.title), "the page's title");
    builder.article().title = title.take();
}

void set_names(const PageSources& sources, bool has_default_source, ArticleBuilder& builder) {
    const PageData& data = sources.data;
    const LinkedArticle* article = sources.article;
    Choice source(FieldId::source, builder);
    if (article != nullptr) source.offer(article->publisher, "JSON-LD " + article->type + " publisher");
    source.offer(data.meta({"og:site_name"}), "meta og:site_name")
        .offer(sources.linked.site, "JSON-LD name of the site")
        .offer(data.meta({"dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher",
                          "application-name", "apple-mobile-web-app-title", "copyright"}),
               "meta publisher");
    if (!has_default_source) source.offer(plain_host(host_of(known_address(sources))), "the address's host");
    builder.article().source = source.take();

    Choice section(FieldId::section, builder);
    if (article != nullptr) section.offer(article->section, "JSON-LD " + article->type + " articleSection");
    section.offer(data.meta({"article:section", "articlesection", "parsely-section", "section",
                             "sailthru.section", "cxenseparse:category", "category"}),
                  "meta section");
    builder.article().section = section.take();

    const std::pair<std::string_view, std::string_view> languages[] = {
        {data.language, "the language of <html>"},
        {article == nullptr ? std::string_view() : article->language, "JSON-LD inLanguage"},
        {data.meta({"og:locale"}), "meta og:locale"},
        {data.meta({"content-language", "dc.language", "dcterms.language", "language", "inlanguage"}),
         "meta language"},
    };
    for (const auto& [language, rule] : languages) {
        if (!builder.article().language.empty() || language.empty()) continue;
        builder.add(field(FieldId::language), front_of(language, 20));
        if (!builder.article().language.empty()) builder.set_origin(FieldId::language, std::string(rule));
    }

    std::size_t keywords = 0;
    const auto add_keywords = [&](std::string_view list, std::string_view rule) {
        if (list.empty() || keywords >= most_keywords) return;
        builder.set_origin(FieldId::keyword, std::string(rule));
        builder.add_list(field(FieldId::keyword), front_of(list, 4000));
        keywords = builder.article().keywords.size();
    };
    if (article != nullptr) {
        for (const std::string& keyword : article->keywords) add_keywords(keyword, "JSON-LD keywords");
    }
    for (const PageData::Meta& meta : data.metas) {
        if (meta.name == "article:tag") add_keywords(meta.content, "meta article:tag");
    }
    if (keywords == 0)
        add_keywords(data.meta({"news_keywords", "keywords", "parsely-tags", "dc.subject"}), "meta keywords");
    if (builder.article().keywords.size() > most_keywords) builder.article().keywords.resize(most_keywords);
}

void set_lede(const PageSources& sources, ArticleBuilder& builder) {
    Choice lede(FieldId::lede, builder);
    if (sources.article != nullptr)
        lede.offer(sources.article->description, "JSON-LD " + sources.article->type + " description");
    lede.offer(sources.data.meta({"og:description", "description", "twitter:description", "dc.description",
                                  "dcterms.description", "dcterms.abstract"}),
               "meta description");
    const std::string whole = lede.take();
    std::string_view text = whole;
    while (is_cut_off(text)) text.remove_suffix(3);
    const std::string bare = bare_text(text);
    if (bare.empty() || bare == bare_text(builder.article().title)) return;
    std::string front;
    for (const std::string& paragraph : builder.article().body) {
        front += bare_text(paragraph);
        if (front.size() > 4 * bare.size() + 2000) break;
    }
    if (front.find(bare) != std::string::npos) {
        builder.notes().emplace_back("the description is left out: the text has it");
        return;
    }
    builder.article().lede = whole;
}

}  // namespace dateline
