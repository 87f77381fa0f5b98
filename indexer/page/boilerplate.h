#pragma once

#include <vector>

#include "indexer/markup/html_blocks.h"
#include "indexer/page/article_text.h"

namespace dateline {

/// Which of the paragraphs of the part that holds the article are its text, and which are its headline, its
/// byline, links to others, requests to subscribe.
[[nodiscard]] std::vector<bool> article_blocks(const HtmlTree& tree, const PageOutline& outline,
                                               const std::vector<TextBlock>& blocks,
                                               const TextEvidence& evidence);

}  // namespace dateline
