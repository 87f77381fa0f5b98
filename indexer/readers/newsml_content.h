#pragma once

#include "indexer/markup/xml_element.h"
#include "indexer/readers/article_builder.h"

namespace dateline {

/// Puts the text of an item's contentSet into the builder: inline NITF, XHTML, other XML that has paragraphs,
/// and inline data. One of several renditions of the same text is enough: the first with any.
void read_newsml_content(XmlElement content_set, ArticleBuilder& builder);

}  // namespace dateline
