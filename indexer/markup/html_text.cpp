#include "indexer/markup/html_text.h"

#include "indexer/input/clean_text.h"
#include "indexer/markup/html_blocks.h"
#include "indexer/markup/html_tree.h"
#include "indexer/markup/slim_html.h"

namespace dateline {

std::vector<std::string> html_paragraphs(std::string_view html) {
    if (html.find_first_of("<&") == std::string_view::npos) return paragraphs(html);
    const SlimHtml slim = slim_html(html);
    const HtmlTree tree = parse_html(slim.markup);
    std::vector<std::string> texts;
    const auto is_left_out = [&](HtmlTree::Index node) {
        const Tag tag = tree[node].tag;
        return is_unread(tag) || tag == Tag::form || is_hidden(tree, node);
    };
    for (TextBlock& block : text_blocks(tree, 0, is_left_out)) texts.push_back(std::move(block.text));
    return texts;
}

}  // namespace dateline
