#include "indexer/markup/html_blocks.h"

#include <string_view>

namespace dateline {
namespace {

bool is_all_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
}

/// The style without its blanks contains this, which has none.
bool style_says(std::string_view style, std::string_view what) {
    std::size_t matched = 0;
    for (const char c : style) {
        if (c == ' ') continue;
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        if (low != what[matched]) matched = 0;
        if (low == what[matched] && ++matched == what.size()) return true;
    }
    return false;
}

}  // namespace

bool is_hidden(const HtmlTree& tree, HtmlTree::Index node) {
    if (tree[node].values == 0) return false;
    if (tree.has_attribute(node, Attribute::hidden)) return true;
    const std::string_view style = tree.attribute(node, Attribute::style);
    return !style.empty() && (style_says(style, "display:none") || style_says(style, "visibility:hidden"));
}

bool leads_away(const HtmlTree& tree, HtmlTree::Index link) {
    return !tree.attribute(link, Attribute::href).starts_with("javascript:");
}

void BlockBuilder::add_text(std::string_view text, HtmlTree::Index node, HtmlTree::Index block, bool linked) {
    if (open_.text.empty()) {
        if (is_all_blank(text)) return;
        open_.block = block;
        open_.first = node;
    }
    open_.text += text;
    if (linked) open_.linked += text.size();
    if (last_break_ != 0 && !is_all_blank(text)) last_break_ = 0;
}

void BlockBuilder::add_break() {
    if (last_break_ != 0) return end_paragraph();
    if (open_.text.empty()) return;
    open_.text += '\n';
    last_break_ = open_.text.size();
}

void BlockBuilder::end_paragraph() {
    if (!open_.text.empty()) {
        open_.bytes = open_.text.size();
        open_.text = one_line(open_.text);
        if (!open_.text.empty()) blocks_.push_back(std::move(open_));
    }
    open_ = {};
    last_break_ = 0;
}

std::vector<TextBlock> BlockBuilder::take() {
    end_paragraph();
    return std::move(blocks_);
}

}  // namespace dateline
