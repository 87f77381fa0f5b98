#pragma once

#include "indexer/page/page_fields.h"

namespace dateline {

/// Who wrote the article: as the page's data say, else as its byline does.
void set_authors(const PageSources& sources, const ArticleText& text, ArticleBuilder& builder);

}  // namespace dateline
