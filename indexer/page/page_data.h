#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/markup/html_tree.h"

namespace dateline {

/// What the tags of a page say of it beside its text: <meta>, <link>, <title>, microdata, <time>.
struct PageData {
    struct Meta {
        std::string name;  ///< lower case: "article:published_time"; of itemprops as written: "datePublished"
        std::string_view content;  ///< points into the tree
    };
    struct Item {
        std::string_view property;  ///< one itemprop may name several, apart by spaces
        std::string_view content;   ///< of a machine's form, if there is one
        HtmlTree::Index node = 0;
    };

    std::vector<Meta> metas;
    std::vector<Item> items;             ///< itemprop in the page's order
    std::vector<HtmlTree::Index> times;  ///< <time> elements
    std::string canonical;
    std::string title;  ///< of <title>, cleaned
    std::string language;
    HtmlTree::Index heading = HtmlTree::none;  ///< the headline, by the looks of it

    /// The first of the names, in their order, that has a content; empty when none has.
    [[nodiscard]] std::string_view meta(std::initializer_list<std::string_view> names) const;
};

[[nodiscard]] PageData read_page_data(const HtmlTree& tree);

}  // namespace dateline
