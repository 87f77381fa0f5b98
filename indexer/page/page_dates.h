#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/dates.h"
#include "indexer/markup/slim_html.h"
#include "indexer/page/article_text.h"
#include "indexer/page/linked_data.h"
#include "indexer/page/page_data.h"
#include "indexer/page/page_outline.h"

namespace dateline {

struct PageDate {
    Timestamp when;
    std::string rule;  ///< where it stands: "JSON-LD NewsArticle datePublished"
};

struct PageDates {
    std::optional<PageDate> published;
    std::optional<PageDate> updated;
    std::vector<std::string> notes;  ///< dates that were not believed
};

/// All that a page's dates are looked for in.
struct DateSources {
    const HtmlTree& tree;
    const PageOutline& outline;
    const PageData& data;
    const LinkedData& linked;
    const LinkedArticle* article = nullptr;  ///< of `linked`, or nullptr
    const std::vector<PageScript>& scripts;
    const ArticleText& text;
    std::string_view url;
    std::string_view language;            ///< as the page gives it: "en-GB"
    std::optional<Timestamp> captured{};  ///< no page was published later
};

/// When the article was published and last changed: by the most trustworthy place that says so. A page of
/// which nothing says so stays undated; where only the day of a change is known, that is the day it was
/// published by.
[[nodiscard]] PageDates find_page_dates(const DateSources& sources);

}  // namespace dateline
