#include "indexer/page/page_dates.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "common/published_dates.h"
#include "indexer/input/clean_text.h"
#include "indexer/page/bare_text.h"
#include "indexer/page/dates_in_text.h"
#include "indexer/page/written_dates.h"

namespace dateline {
namespace {

using Index = HtmlTree::Index;

constexpr Day earliest_page_day{std::chrono::year{1800} / 1 / 1};

constexpr std::array<std::string_view, 34> published_metas{"article:published_time",
                                                           "article:published",
                                                           "og:article:published_time",
                                                           "og:published_time",
                                                           "datepublished",
                                                           "rnews:datepublished",
                                                           "parsely-pub-date",
                                                           "sailthru.date",
                                                           "bt:pubdate",
                                                           "cxenseparse:recs:publishtime",
                                                           "cxenseparse:publishtime",
                                                           "dcterms.issued",
                                                           "dc.date.issued",
                                                           "dc:date",
                                                           "dc.date",
                                                           "dcterms.date",
                                                           "dcterms.created",
                                                           "dc.date.created",
                                                           "dc.created",
                                                           "citation_publication_date",
                                                           "citation_online_date",
                                                           "pubdate",
                                                           "publishdate",
                                                           "publish-date",
                                                           "publish_date",
                                                           "publication_date",
                                                           "published_time",
                                                           "article.published",
                                                           "originalpublicationdate",
                                                           "ptime",
                                                           "release_date",
                                                           "articledate",
                                                           "date",
                                                           "prism.publicationdate"};

constexpr std::array<std::string_view, 12> updated_metas{
    "article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified",      "lastmod",          "last-modified",   "revised",      "modified_time",
    "date.modified",         "article.updated"};

bool has_word(std::string_view words, std::string_view word) {
    for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        const bool begins = at == 0 || words[at - 1] == ' ';
        const std::size_t end = at + word.size();
        if (begins && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
}

class DateFinder {
public:
    explicit DateFinder(const DateSources& sources)
        : sources_(sources),
          order_(day_order(sources.language)),
          in_text_(sources.tree, sources.outline, sources.data, sources.text, order_) {}

    PageDates run() {
        find_updated();
        find_published();
        if (!dates_.published && dates_.updated) {
            dates_.published = dates_.updated;
            dates_.published->rule += ", as nothing older is known";
        }
        if (dates_.updated && dates_.updated->when.day < dates_.published->when.day) {
            dates_.notes.push_back("the last change of " + to_string(dates_.updated->when) +
                                   " is older than the article and left out");
            dates_.updated.reset();
        }
        return std::move(dates_);
    }

private:
    bool take(std::optional<PageDate>& to, std::string_view value, std::string rule) {
        if (value.empty()) return false;
        const std::optional<Timestamp> when = parse_page_date(value, order_);
        if (!when) {
            dates_.notes.push_back("no date in " + rule + " \"" + one_line(front_of(value, 60)) + '"');
            return false;
        }
        return take(to, *when, std::move(rule));
    }

    bool take(std::optional<PageDate>& to, const Timestamp& when, std::string rule) {
        const bool late = sources_.captured && when.day > sources_.captured->day + std::chrono::days{1};
        if (when.day < earliest_page_day || late) {
            dates_.notes.push_back(to_string(when) + " in " + rule + " is not believed" +
                                   (late ? ": the page was fetched before" : ""));
            return false;
        }
        to = PageDate{when, std::move(rule)};
        return true;
    }

    void find_published() {
        std::optional<PageDate>& to = dates_.published;
        const LinkedArticle* article = sources_.article;
        if (article != nullptr && take(to, article->published, "JSON-LD " + article->type + " datePublished"))
            return;
        if (from_metas(to, std::span(published_metas).first(5))) return;
        if (from_items(to, "datePublished")) return;
        if (from_metas(to, published_metas)) return;
        const LinkedArticle& page = sources_.linked.page;
        if (take(to, page.published, "JSON-LD " + page.type + " datePublished")) return;
        if (from_times(to, true)) return;
        if (const std::optional<Day> day = day_in_url()) {
            const std::optional<WrittenDate> same = in_text_.near_heading();
            const Timestamp when = same && same->when.day == *day ? same->when : Timestamp{*day, {}, {}};
            if (take(to, when, "the address")) return;
        }
        if (article != nullptr && take(to, article->created, "JSON-LD " + article->type + " dateCreated"))
            return;
        if (from_text(to, in_text_.labelled(), "a date that the text calls that of publication")) return;
        if (from_text(to, in_text_.named(), "a date in an element named so")) return;
        if (from_times(to, false)) return;
        if (from_text(to, in_text_.near_heading(), "a date by the headline")) return;
        if (from_scripts(to)) return;
        if (from_text(to, in_text_.behind(), "a date behind the text")) return;
        (void)take(to, page.created, "JSON-LD " + page.type + " dateCreated");
    }

    void find_updated() {
        std::optional<PageDate>& to = dates_.updated;
        const LinkedArticle* article = sources_.article;
        if (article != nullptr && take(to, article->modified, "JSON-LD " + article->type + " dateModified"))
            return;
        if (from_metas(to, updated_metas)) return;
        if (from_items(to, "dateModified")) return;
        const LinkedArticle& page = sources_.linked.page;
        if (take(to, page.modified, "JSON-LD " + page.type + " dateModified")) return;
        (void)from_text(to, in_text_.labelled_change(), "a date that the text calls that of a change");
    }

    bool from_metas(std::optional<PageDate>& to, std::span<const std::string_view> names) {
        for (const std::string_view name : names) {
            if (take(to, sources_.data.meta({name}), "meta " + std::string(name))) return true;
        }
        return false;
    }

    bool from_items(std::optional<PageDate>& to, std::string_view property) {
        for (const PageData::Item& item : sources_.data.items) {
            if (!has_word(item.property, property) || stands_aside(item.node)) continue;
            const std::string text = item.content.empty() ? one_line(sources_.tree.text_below(item.node, 100))
                                                          : std::string(item.content);
            if (take(to, text, "itemprop " + std::string(property))) return true;
        }
        return false;
    }

    /// Elements <time> in the article: those that say they are about publication, or just the first.
    bool from_times(std::optional<PageDate>& to, bool sure) {
        for (const Index node : sources_.data.times) {
            if (stands_aside(node)) continue;
            const bool named =
                sources_.tree.has_attribute(node, Attribute::pubdate) || is_named_published(node);
            const bool near = in_text_.is_near_heading(node);
            if (sure ? !(named && near) : !near) continue;
            std::string value(sources_.tree.attribute(node, Attribute::datetime));
            if (!parse_page_date(value, order_)) value = one_line(sources_.tree.text_below(node, 100));
            if (take(to, value, named ? "<time> of publication" : "<time> by the headline")) return true;
        }
        return false;
    }

    [[nodiscard]] bool is_named_published(Index node) const {
        const std::string_view names = sources_.tree.attribute(node, Attribute::class_);
        return names.find("publish") != std::string_view::npos ||
               names.find("entry-date") != std::string_view::npos;
    }

    [[nodiscard]] bool stands_aside(Index node) const {
        for (; node != HtmlTree::none && node != 0; node = sources_.tree[node].parent) {
            const NodeRole role = sources_.outline.role(node);
            if (role == NodeRole::talk || (role == NodeRole::aside && !in_text_.is_between(node)))
                return true;
            if (role == NodeRole::maybe_aside && sources_.tree[node].tag != Tag::footer) return true;
        }
        return false;
    }

    [[nodiscard]] std::optional<Day> day_in_url() const {
        std::string_view path = sources_.url;
        if (const std::size_t scheme = path.find("://"); scheme != std::string_view::npos)
            path.remove_prefix(scheme + 3);
        path = path.substr(0, path.find_first_of("?#"));
        // A web archive's address has the day of its copy before the page's own address.
        if (const std::size_t inner = path.find("/http"); inner != std::string_view::npos)
            path.remove_prefix(std::min(path.find("//", inner) + 2, path.size()));
        const std::size_t slash = path.find('/');
        if (slash == std::string_view::npos) return std::nullopt;
        const std::optional<Day> day = day_in_path(path.substr(slash));
        return day && *day >= Day{std::chrono::year{1990} / 1 / 1} ? day : std::nullopt;
    }

    bool from_text(std::optional<PageDate>& to, const std::optional<WrittenDate>& found, std::string rule) {
        return found && take(to, found->when, std::move(rule));
    }

    /// Data that programs in the page carry along.
    bool from_scripts(std::optional<PageDate>& to) {
        for (const PageScript& script : sources_.scripts) {
            for (const std::string_view key :
                 {"\"datePublished\"", "\"publishedAt\"", "\"published_at\"", "\"publishDate\"",
                  "\"publicationDate\"", "\"firstPublished\"", "\"pubDate\""}) {
                const std::size_t at = script.text.find(key);
                if (at == std::string_view::npos) continue;
                std::string_view rest = script.text.substr(at + key.size(), 60);
                const std::size_t open = rest.find('"');
                if (open == std::string_view::npos ||
                    rest.substr(0, open).find(':') == std::string_view::npos)
                    continue;
                rest.remove_prefix(open + 1);
                const std::string_view value = rest.substr(0, rest.find('"'));
                if (parse_page_date(value, order_) && take(to, value, "a script's " + std::string(key)))
                    return true;
            }
        }
        return false;
    }

    const DateSources& sources_;
    DayOrder order_;
    DatesInText in_text_;
    PageDates dates_;
};

}  // namespace

PageDates find_page_dates(const DateSources& sources) {
    return DateFinder(sources).run();
}

}  // namespace dateline
