#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/page/article_text.h"
#include "indexer/page/linked_data.h"
#include "indexer/page/page_data.h"
#include "indexer/page/page_outline.h"
#include "indexer/readers/article_builder.h"

namespace dateline {

/// What is known of a page before its fields are chosen.
struct PageSources {
    const HtmlTree& tree;
    const PageOutline& outline;
    const PageData& data;
    const LinkedData& linked;
    const LinkedArticle* article = nullptr;  ///< of `linked`, the one that the page is about; or nullptr
    std::string_view url;                    ///< where it was fetched from
};

/// The object of JSON-LD that describes this page's article, and not one that it links to; nullptr for none.
[[nodiscard]] const LinkedArticle* article_of_page(const LinkedData& linked, const PageData& data,
                                                   std::string_view url);

/// The address that the page calls its own, if it can be; else where it was fetched from. Sets the origin.
[[nodiscard]] std::string page_address(const PageSources& sources, ArticleBuilder& builder);

/// The headline, without the name of the site.
void set_title(const PageSources& sources, ArticleBuilder& builder);

/// Source, section, language, keywords. Where nothing names the source and the user does not either, it is
/// the host of the address.
void set_names(const PageSources& sources, bool has_default_source, ArticleBuilder& builder);

/// The standfirst or summary, unless the text begins with it.
void set_lede(const PageSources& sources, ArticleBuilder& builder);

}  // namespace dateline
