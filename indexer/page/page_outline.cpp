#include "indexer/page/page_outline.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "indexer/page/class_hints.h"

namespace dateline {
namespace {

/// Shares of all of a page's prose.
constexpr double most_in_talk = 0.95;
constexpr double most_in_aside = 0.4;
constexpr double most_in_maybe_aside = 0.2;
/// What is said to be the body with this much in it is believed.
constexpr double least_in_body = 0.2;

bool is_one_of(std::string_view what, std::initializer_list<std::string_view> list) {
    for (const std::string_view each : list) {
        if (what == each) return true;
    }
    return false;
}

NodeRole role_by_name(const HtmlTree& tree, HtmlTree::Index node) {
    const ClassHints by_class = class_hints(tree.attribute(node, Attribute::class_));
    const std::string_view id = tree.attribute(node, Attribute::id);
    const ClassHints by_id = is_slug(id) ? ClassHints{} : class_hints(id);
    if (tree.attribute(node, Attribute::itemprop).find("articleBody") != std::string_view::npos)
        return NodeRole::body;
    if (by_class.talk || by_id.talk) return NodeRole::talk;
    if (by_class.aside || by_id.aside) return NodeRole::aside;
    if (by_class.body || by_id.body) return NodeRole::body;
    if (by_class.caption || by_id.caption) return NodeRole::caption;
    if (by_class.maybe_aside || by_id.maybe_aside) return NodeRole::maybe_aside;
    if (by_class.meta || by_id.meta || by_class.author) return NodeRole::meta;
    return NodeRole::none;
}

NodeRole role_of(const HtmlTree& tree, HtmlTree::Index node) {
    const Tag tag = tree[node].tag;
    if (is_unread(tag) || is_hidden(tree, node)) return NodeRole::unread;
    if (tag == Tag::nav || tag == Tag::menu) return NodeRole::aside;
    if (tag == Tag::figcaption || tag == Tag::caption) return NodeRole::caption;
    const bool may_be_named = tag != Tag::html && tag != Tag::body && tag != Tag::main && !is_heading(tag);
    if (may_be_named && tree[node].values > 0) {
        const std::string_view role = tree.attribute(node, Attribute::role);
        if (is_one_of(role, {"navigation", "banner", "complementary", "contentinfo", "dialog", "search",
                             "alert", "alertdialog", "menu", "menubar", "toolbar"}))
            return NodeRole::aside;
        const NodeRole named = role_by_name(tree, node);
        // Words inside a sentence belong to it, whatever their link or mark is called.
        const bool in_sentence = !is_block(tag) && tree[tree[node].parent].tag == Tag::p;
        const bool caption = named == NodeRole::caption;
        if (named != NodeRole::none && (!in_sentence || caption)) return named;
    }
    if (tag == Tag::footer || tag == Tag::aside || tag == Tag::form) return NodeRole::maybe_aside;
    return NodeRole::none;
}

}  // namespace

bool ends_like_sentence(std::string_view text) {
    for (const std::string_view end :
         {"\"", "'", ")", "]", "\xe2\x80\x9d", "\xe2\x80\x99", "\xc2\xbb", "\xe2\x80\x9c"}) {
        if (text.ends_with(end)) {
            text.remove_suffix(end.size());
            break;
        }
    }
    for (const std::string_view end :
         {".", "!", "?", ":", ";", "\xe2\x80\xa6", "\xe3\x80\x82", "\xef\xbc\x81", "\xef\xbc\x9f", "\xd8\x9f",
          "\xdb\x94", "\xe0\xa5\xa4"}) {
        if (text.ends_with(end)) return true;
    }
    return false;
}

double prose_weight(const TextBlock& block, const HtmlTree& tree) {
    const auto bytes = static_cast<double>(block.text.size());
    const double linked = static_cast<double>(block.linked) / static_cast<double>(block.bytes);
    const Tag tag = tree[block.block].tag;
    if (linked > 0.6 && is_heading(tag)) return -250;
    if (linked > 0.6) return bytes < 30 ? -bytes : -std::min(2 * bytes, 200.0);
    if (is_heading(tag)) return 0;
    const double unlinked = bytes * (1 - 1.5 * linked);
    if (bytes < 25) return -5;
    if (bytes > 120 || ends_like_sentence(block.text)) return unlinked;
    return tag == Tag::p ? unlinked / 2 : -5;
}

PageOutline::PageOutline(const HtmlTree& tree) : tree_(tree) {
    find_roles();
    weigh();
}

void PageOutline::find_roles() {
    roles_.resize(tree_.size(), NodeRole::none);
    for (HtmlTree::Index node = 1; node < tree_.size(); ++node) {
        if (tree_[node].tag != Tag::text) roles_[node] = role_of(tree_, node);
    }
}

void PageOutline::weigh() {
    prose_before_.assign(tree_.size() + 1, 0);
    cleared_before_.assign(tree_.size() + 1, 0);
    const auto is_left_out = [&](HtmlTree::Index node) { return roles_[node] == NodeRole::unread; };
    // Paragraphs that follow one another in one element are what sets an article apart from lists of teasers.
    std::vector<double> gathered(tree_.size(), 0);
    HtmlTree::Index densest = 0;
    HtmlTree::Index apart_end = 0;
    HtmlTree::Index looked_at = 0;
    blocks_ = text_blocks(tree_, 0, is_left_out);
    for (const TextBlock& block : blocks_) {
        const double weight = prose_weight(block, tree_);
        prose_before_[block.first + 1] = weight;
        cleared_before_[block.first + 1] = weight;
        for (; looked_at <= block.first; ++looked_at) {
            if (roles_[looked_at] == NodeRole::talk || roles_[looked_at] == NodeRole::caption)
                apart_end = std::max(apart_end, tree_[looked_at].end);
        }
        if (block.first < apart_end || weight <= 0) continue;
        const bool paragraph = tree_[block.block].tag == Tag::p;
        const HtmlTree::Index group = paragraph ? tree_[block.block].parent : block.block;
        gathered[group] += weight;
        if (gathered[group] > gathered[densest]) densest = group;
    }
    doubt_roles(densest);
    HtmlTree::Index aside_end = 0;
    for (HtmlTree::Index node = 0; node < tree_.size(); ++node) {
        const NodeRole role = roles_[node];
        const bool opens_aside = role == NodeRole::aside || role == NodeRole::maybe_aside ||
                                 role == NodeRole::talk || role == NodeRole::caption;
        if (opens_aside && node >= aside_end) aside_end = tree_[node].end;
        if (node < aside_end) cleared_before_[node + 1] = 0;
    }
    paragraphs_before_.assign(tree_.size() + 1, 0);
    for (HtmlTree::Index node = 0; node < tree_.size(); ++node) {
        paragraphs_before_[node + 1] = paragraphs_before_[node] + std::max(0.0, cleared_before_[node + 1]);
        prose_before_[node + 1] += prose_before_[node];
        cleared_before_[node + 1] += cleared_before_[node];
    }
}

/// What holds the densest prose and much of all is not beside the article, whatever it is called.
void PageOutline::doubt_roles(HtmlTree::Index densest) {
    std::vector<double> positive_before(tree_.size() + 1, 0);
    for (std::size_t node = 0; node < tree_.size(); ++node)
        positive_before[node + 1] = positive_before[node] + std::max(0.0, prose_before_[node + 1]);
    const double all = positive_before.back();
    std::vector<std::uint32_t> bodies_before(tree_.size() + 1, 0);
    for (HtmlTree::Index node = 0; node < tree_.size(); ++node) {
        const double below = positive_before[tree_[node].end] - positive_before[node];
        const bool body = roles_[node] == NodeRole::body && below > least_in_body * all;
        bodies_before[node + 1] = bodies_before[node] + (body ? 1 : 0);
    }
    for (HtmlTree::Index node = 0; node < tree_.size(); ++node) {
        const NodeRole role = roles_[node];
        if (role == NodeRole::none || role == NodeRole::unread || role == NodeRole::body) continue;
        const double below = positive_before[tree_[node].end] - positive_before[node];
        const double share = role == NodeRole::talk    ? most_in_talk
                             : role == NodeRole::aside ? most_in_aside
                                                       : most_in_maybe_aside;
        const bool holds_body =
            role != NodeRole::talk && bodies_before[tree_[node].end] > bodies_before[node];
        const bool holds_densest = densest == node || tree_.is_below(densest, node);
        if ((holds_densest && below > share * all) || holds_body) roles_[node] = NodeRole::none;
    }
}

double PageOutline::prose(HtmlTree::Index node) const {
    return prose_before_[tree_[node].end] - prose_before_[node];
}

double PageOutline::prose_outside_asides(HtmlTree::Index node) const {
    return cleared_before_[tree_[node].end] - cleared_before_[node];
}

double PageOutline::paragraphs_outside_asides(HtmlTree::Index node) const {
    return paragraphs_before_[tree_[node].end] - paragraphs_before_[node];
}

}  // namespace dateline
