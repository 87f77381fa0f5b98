#pragma once

#include "indexer/markup/xml_element.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/feed_channel.h"

namespace dateline {

/// Puts what an <item> of RSS or an <entry> of Atom says into the builder, with what the channel says where
/// the entry is silent. Namespaces count, not prefixes.
void read_feed_entry(XmlElement entry, const FeedChannel& channel, const ReadingContext& context,
                     ArticleBuilder& builder);

}  // namespace dateline
