#include "indexer/page/page.h"

#include <utility>

#include "indexer/input/encoding.h"
#include "indexer/markup/html_tree.h"
#include "indexer/markup/slim_html.h"
#include "indexer/page/article_text.h"
#include "indexer/readers/article_builder.h"

namespace dateline {

Record read_page(std::string bytes, const ReadingContext& context) {
    const Decoded decoded =
        to_utf8(std::move(bytes), context.encoding.empty() ? context.charset : context.encoding);
    const SlimHtml slim = slim_html(decoded.text);
    const HtmlTree tree = parse_html(slim.markup);
    const PageOutline outline(tree);
    ArticleBuilder builder;
    builder.article().url = context.url;
    ArticleText text = find_article_text(tree, outline, {});
    builder.add_paragraphs(std::move(text.paragraphs));
    for (auto& l : text.left_out) builder.notes().push_back(l);
    builder.set_origin(FieldId::text, text.rule);
    return builder.finish(context);
}

}  // namespace dateline
