#include "indexer/page/page.h"

#include <utility>

#include "indexer/input/encoding.h"
#include "indexer/markup/html_text.h"
#include "indexer/readers/article_builder.h"

namespace dateline {

Record read_page(std::string bytes, const ReadingContext& context) {
    const Decoded decoded =
        to_utf8(std::move(bytes), context.encoding.empty() ? context.charset : context.encoding);
    ArticleBuilder builder;
    builder.article().url = context.url;
    builder.add_paragraphs(html_paragraphs(decoded.text));
    return builder.finish(context);
}

}  // namespace dateline
