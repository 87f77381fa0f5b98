#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/markup/html_tree.h"
#include "indexer/page/page_outline.h"

namespace dateline {

/// What is known of an article before its text is looked for.
struct TextEvidence {
    std::string_view title;
    std::vector<std::string> authors;
};

struct ArticleText {
    std::vector<std::string> paragraphs;
    HtmlTree::Index container = 0;      ///< the node that holds the article; 0: the whole page
    HtmlTree::Index first_text = 0;     ///< the node that the first paragraph begins with
    HtmlTree::Index last_text = 0;      ///< the node that the last one begins with
    std::string rule;                   ///< how it was found
    std::vector<std::string> left_out;  ///< beginnings of what inside it was taken for something else
};

/// The article of a page: the part with the most prose, without what stands in it and is no article.
[[nodiscard]] ArticleText find_article_text(const HtmlTree& tree, const PageOutline& outline,
                                            const TextEvidence& evidence);

}  // namespace dateline
