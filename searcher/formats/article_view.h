#pragma once

#include <iosfwd>

#include "common/article.h"
#include "searcher/formats/formatter.h"
#include "searcher/highlight.h"

namespace dateline {

/// One whole article for reading: title, a labelled line for every field it has, names with how often they
/// are mentioned, then the paragraphs, wrapped where there is a terminal. What `highlighter` finds is
/// marked; it may be null.
void write_article_text(std::ostream& sink, const Article& article, Highlighter* highlighter,
                        const OutputSettings& settings);

/// One whole article as JSON, under the keys the indexer's JSON Lines reader knows, on one line: the output
/// can be indexed again. Of names the shown form is kept, of the other forms and counts nothing.
void write_article_json(std::ostream& sink, const Article& article);

}  // namespace dateline
