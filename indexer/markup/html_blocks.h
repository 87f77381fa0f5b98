#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "indexer/input/clean_text.h"
#include "indexer/markup/html_tree.h"

namespace dateline {

/// A paragraph of a page, and where it stands.
struct TextBlock {
    std::string text;           ///< through `one_line`, not empty
    HtmlTree::Index block = 0;  ///< the nearest element around it that is a block
    HtmlTree::Index first = 0;  ///< its first text node
    std::size_t linked = 0;     ///< how many of its bytes, before cleaning, are in links
    std::size_t bytes = 0;      ///< how many it had before cleaning
};

/// True for an element that its page does not show.
[[nodiscard]] bool is_hidden(const HtmlTree& tree, HtmlTree::Index node);

/// True for a link that is one, and not the handle of a script.
[[nodiscard]] bool leads_away(const HtmlTree& tree, HtmlTree::Index link);

/// Puts texts together until a paragraph ends.
class BlockBuilder {
public:
    void add_text(std::string_view text, HtmlTree::Index node, HtmlTree::Index block, bool linked);
    /// Two line breaks with nothing between part paragraphs, one is a space.
    void add_break();
    void end_paragraph();
    [[nodiscard]] std::vector<TextBlock> take();

private:
    TextBlock open_;
    std::size_t last_break_ = 0;  ///< the size of the open text behind its last line break
    std::vector<TextBlock> blocks_;
};

/// The paragraphs below `root`, apart from what stands below elements that `is_left_out` says yes to.
template <typename Predicate>
[[nodiscard]] std::vector<TextBlock> text_blocks(const HtmlTree& tree, HtmlTree::Index root,
                                                 Predicate is_left_out) {
    BlockBuilder builder;
    std::vector<HtmlTree::Index> open_blocks{root};
    HtmlTree::Index link_end = 0;
    const HtmlTree::Index end = tree[root].end;
    for (HtmlTree::Index node = root; node < end;) {
        while (open_blocks.size() > 1 && node >= tree[open_blocks.back()].end) {
            builder.end_paragraph();
            open_blocks.pop_back();
        }
        const HtmlTree::Node& here = tree[node];
        if (here.tag == Tag::text) {
            builder.add_text(tree.text(node), node, open_blocks.back(), node < link_end);
            ++node;
            continue;
        }
        if (node != root && is_left_out(node)) {
            if (is_block(here.tag)) builder.end_paragraph();
            node = here.end;
            continue;
        }
        if (here.tag == Tag::br) builder.add_break();
        if (here.tag == Tag::a && leads_away(tree, node)) link_end = here.end;
        if (is_block(here.tag) && node != root) {
            builder.end_paragraph();
            open_blocks.push_back(node);
        }
        ++node;
    }
    return builder.take();
}

}  // namespace dateline
