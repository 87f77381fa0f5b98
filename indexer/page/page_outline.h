#pragma once

#include <cstdint>
#include <vector>

#include "indexer/markup/html_blocks.h"
#include "indexer/markup/html_tree.h"

namespace dateline {

/// What a node of a page is for, by the names and roles that its author gave it.
enum class NodeRole : std::uint8_t {
    none,
    unread,       ///< no text that people read, or hidden
    aside,        ///< surely beside the article
    maybe_aside,  ///< mostly beside the article
    talk,         ///< what readers say of it
    caption,
    meta,  ///< byline, day, section
    body,  ///< the article's text, says its author
};

/// A page's nodes by what they are for, and how much prose is below each. One pass over the page.
class PageOutline {
public:
    explicit PageOutline(const HtmlTree& tree);

    [[nodiscard]] NodeRole role(HtmlTree::Index node) const { return roles_[node]; }

    /// All paragraphs of the page, in its order.
    [[nodiscard]] const std::vector<TextBlock>& blocks() const { return blocks_; }

    /// How much prose is below the node, in bytes: paragraphs count for it, what looks like menus and lists
    /// of links counts against it. `outside_asides` leaves out what stands in something that is surely or
    /// mostly beside the article.
    [[nodiscard]] double prose(HtmlTree::Index node) const;
    [[nodiscard]] double prose_outside_asides(HtmlTree::Index node) const;
    /// The same without what counts against it.
    [[nodiscard]] double paragraphs_outside_asides(HtmlTree::Index node) const;

private:
    void find_roles();
    void weigh();
    void doubt_roles(HtmlTree::Index densest);

    const HtmlTree& tree_;
    std::vector<NodeRole> roles_;
    std::vector<TextBlock> blocks_;
    /// Sums over all nodes before each, so that the prose below a node is a difference.
    std::vector<double> prose_before_;
    std::vector<double> cleared_before_;
    std::vector<double> paragraphs_before_;
};

/// What a paragraph counts: its bytes when it reads like prose, less than nothing when it is made of links.
[[nodiscard]] double prose_weight(const TextBlock& block, const HtmlTree& tree);

/// True for text that ends like a sentence, in any script.
[[nodiscard]] bool ends_like_sentence(std::string_view text);

}  // namespace dateline
