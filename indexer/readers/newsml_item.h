#pragma once

#include "indexer/markup/xml_element.h"
#include "indexer/readers/article_builder.h"

namespace dateline {

/// The record that an item of NewsML-G2 is: an article; or a Skip for what carries no text, such as photos,
/// packages, planning and knowledge, or is withheld or cancelled by its provider. `notes` and `content` are
/// set, and `origins` when the context asks.
[[nodiscard]] Record read_newsml_item(XmlElement item, const ReadingContext& context);

}  // namespace dateline
