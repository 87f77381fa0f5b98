#include "indexer/page/page.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/error.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/markup/html_text.h"
#include "indexer/markup/html_tree.h"
#include "indexer/markup/slim_html.h"
#include "indexer/page/article_text.h"
#include "indexer/page/bare_text.h"
#include "indexer/page/page_authors.h"
#include "indexer/page/page_charset.h"
#include "indexer/page/page_dates.h"
#include "indexer/page/page_fields.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/byline.h"

namespace dateline {
namespace {

/// So much of what was left out is named to people who ask.
constexpr std::size_t most_left_out = 100;
constexpr std::size_t shown_of_left_out = 60;

Record rejected(std::string reason, std::string hint) {
    Record record;
    record.content = Reject{std::move(reason), std::move(hint)};
    return record;
}

void note_left_out(const ArticleText& text, ArticleBuilder& builder) {
    std::size_t named = 0;
    for (const std::string& paragraph : text.left_out) {
        if (++named > most_left_out) break;
        builder.notes().push_back("left out: " + one_line(front_of(paragraph, shown_of_left_out)));
    }
}

/// The data's own text, for pages that are built by scripts and hold none.
void add_data_text(const PageSources& sources, ArticleBuilder& builder) {
    if (sources.article == nullptr || sources.article->body.empty()) return;
    builder.add_paragraphs(html_paragraphs(sources.article->body));
    builder.set_origin(FieldId::text, "JSON-LD " + sources.article->type + " articleBody");
}

/// True when the page has the text that its data give, and not just its begin or something else.
bool is_poor(const ArticleText& text, const PageSources& sources) {
    std::size_t bytes = 0;
    for (const std::string& paragraph : text.paragraphs) bytes += paragraph.size();
    return sources.article != nullptr && 2 * bytes < sources.article->body.size() && bytes < 1500;
}

/// True for a page whose data call it an article. Its summary is better than nothing where a script or a
/// subscription is between the page and its text.
bool is_said_to_be_article(const PageSources& sources) {
    return sources.article != nullptr || sources.data.meta({"og:type"}) == "article";
}

}  // namespace

Record read_page(std::string bytes, const ReadingContext& context) {
    if (bytes.size() > record_limit)
        return rejected("the record is too large", "no page may have more than 64 MiB");
    const std::string charset = page_charset(bytes, context);
    const Decoded decoded = to_utf8(std::move(bytes), charset);
    const SlimHtml slim = slim_html(decoded.text);
    const HtmlTree tree = parse_html(slim.markup);
    const PageOutline outline(tree);
    const PageData data = read_page_data(tree);
    LinkedData linked = read_linked_data(slim.scripts);
    const PageSources sources{tree,       outline, data, linked, article_of_page(linked, data, context.url),
                              context.url};

    ArticleBuilder builder;
    if (!decoded.encoding.empty()) builder.notes().push_back("read as " + decoded.encoding);
    if (decoded.broken > 0)
        builder.notes().push_back(fmt::format("{} broken bytes replaced", decoded.broken));
    if (!tree.cut_short().empty())
        builder.notes().push_back(std::string(tree.cut_short()) + ": what follows is left out");
    builder.article().url = page_address(sources, builder);
    set_title(sources, builder);
    const ArticleText text =
        find_article_text(tree, outline,
                          {builder.article().title, sources.article == nullptr ? std::vector<std::string>()
                                                                               : sources.article->authors});
    if (text.paragraphs.empty() || is_poor(text, sources)) add_data_text(sources, builder);
    if (builder.article().body.empty() && !text.paragraphs.empty()) {
        builder.add_paragraphs(text.paragraphs);
        builder.set_origin(FieldId::text, text.rule);
    }
    set_lede(sources, builder);
    const bool summary = is_said_to_be_article(sources) && !builder.article().lede.empty();
    if (builder.article().body.empty() && !summary) {
        if (!tree.cut_short().empty())
            return rejected(std::string(tree.cut_short()),
                            "up to 2,000 levels and a million elements are read");
        return rejected("no article",
                        "a page of links, a form or a page that only a script fills has no text");
    }
    set_names(sources, !context.source.empty(), builder);
    set_authors(sources, text, builder);

    const std::string_view language = data.language.empty() ? data.meta({"og:locale"}) : data.language;
    PageDates dates = find_page_dates({tree, outline, data, linked, sources.article, slim.scripts, text,
                                       builder.article().url, language, context.captured});
    Article& article = builder.article();
    if (dates.published) {
        article.published = dates.published->when;
        builder.set_origin(FieldId::published, std::move(dates.published->rule));
    }
    if (dates.updated) {
        article.updated = dates.updated->when;
        builder.set_origin(FieldId::updated, std::move(dates.updated->rule));
    }
    article.dateline = sources.article == nullptr ? std::string() : sources.article->dateline;
    if (article.dateline.empty() && !article.body.empty())
        article.dateline = leading_dateline_place(article.body.front());
    if (context.explain) {
        std::ranges::move(linked.notes, std::back_inserter(builder.notes()));
        std::ranges::move(dates.notes, std::back_inserter(builder.notes()));
        note_left_out(text, builder);
    }
    ReadingContext defaults = context;
    if (article.published) defaults.published.reset();
    return builder.finish(defaults);
}

}  // namespace dateline
