#pragma once

#include "indexer/markup/xml_element.h"
#include "indexer/readers/article_builder.h"

namespace dateline {

/// Puts what a document of NITF says into the builder. What the builder has already counts more: an item of
/// NewsML-G2 says the same things of the text that it carries.
void read_nitf(XmlElement nitf, ArticleBuilder& builder);

}  // namespace dateline
