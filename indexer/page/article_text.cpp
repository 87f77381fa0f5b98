#include "indexer/page/article_text.h"

#include <algorithm>
#include <cstddef>

#include "indexer/input/clean_text.h"
#include "indexer/markup/html_blocks.h"
#include "indexer/page/boilerplate.h"

namespace dateline {
namespace {

using Index = HtmlTree::Index;

/// What is said to be the body is looked at when it holds this share of the most prose that any part has.
constexpr double least_body_share = 0.2;
/// What has the same name and stands in the same article belongs to it with this share.
constexpr double least_part_share = 0.04;
/// With this share it is the body, whatever else there is.
constexpr double sure_body_share = 0.6;
/// So much of the most prose makes <main> or <article> what it says.
constexpr double sure_element_share = 0.4;
/// An element that holds all but this little of its parent's prose stands for it.
constexpr double little_prose = 0.02;

/// A page with more bytes of text than this and no prose is no article but a list.
constexpr std::size_t most_short_text = 1000;

struct Container {
    Index node = 0;
    std::string rule;
};

bool can_hold_article(Tag tag) {
    return is_block(tag) && tag != Tag::p && !is_heading(tag) && tag != Tag::li && tag != Tag::ul &&
           tag != Tag::ol && tag != Tag::tr && tag != Tag::blockquote && tag != Tag::pre;
}

/// The nearest node that both stand in, or are.
Index common_ancestor(const HtmlTree& tree, Index a, Index b) {
    while (b >= tree[a].end || b < a) a = tree[a].parent;
    return a;
}

Index article_around(const HtmlTree& tree, Index node) {
    while (node != HtmlTree::none && tree[node].tag != Tag::article) node = tree[node].parent;
    return node;
}

/// The node that its author calls the body; of several that stand in one article, what holds them all.
Index named_body(const HtmlTree& tree, const PageOutline& outline, double most) {
    std::vector<Index> bodies;
    for (Index node = 1; node < tree.size();) {
        const bool body = outline.role(node) == NodeRole::body && can_hold_article(tree[node].tag) &&
                          outline.paragraphs_outside_asides(node) > least_part_share * most;
        if (body) bodies.push_back(node);
        node = body ? tree[node].end : node + 1;
    }
    Index chosen = 0;
    for (const Index body : bodies) {
        const double prose = outline.paragraphs_outside_asides(body);
        if (chosen == 0 && prose > least_body_share * most) chosen = body;
        if (prose > sure_body_share * most) chosen = body;
    }
    if (chosen == 0) return 0;
    const Index article = article_around(tree, chosen);
    const bool sure = outline.paragraphs_outside_asides(chosen) > sure_body_share * most;
    for (const Index body : bodies) {
        if (article_around(tree, body) == article && (!sure || article != HtmlTree::none))
            chosen = common_ancestor(tree, chosen, body);
    }
    return chosen;
}

/// Where a few words may be the article of a page that has no prose at all: in what its author calls an
/// article, or anywhere when hardly anything else is on the page.
Container short_text(const HtmlTree& tree, const PageOutline& outline) {
    Index article = 0;
    for (Index node = 1; node < tree.size() && article == 0; ++node) {
        const bool named = tree[node].tag == Tag::article || outline.role(node) == NodeRole::body;
        if (named && can_hold_article(tree[node].tag)) article = node;
    }
    std::size_t linked = 0;
    std::size_t bytes = 0;
    const auto is_left_out = [&](Index node) { return outline.role(node) == NodeRole::unread; };
    for (const TextBlock& block : text_blocks(tree, article, is_left_out)) {
        linked += block.linked;
        bytes += block.bytes;
    }
    if (bytes == 0 || 2 * linked > bytes || bytes > most_short_text) return {HtmlTree::none, "nothing"};
    return {article, "the few words of the page"};
}

struct Best {
    Index node = 0;
    double prose = 0;
};

/// The node in a range with the most prose; of equals the deepest.
Best most_prose(const HtmlTree& tree, const PageOutline& outline, Index begin, Index end) {
    Best best;
    for (Index node = begin; node < end; ++node) {
        if (!can_hold_article(tree[node].tag)) continue;
        const double prose = outline.prose_outside_asides(node);
        if (prose < best.prose || prose <= 0) continue;
        if (prose == best.prose && !tree.is_below(node, best.node)) continue;
        best = {node, prose};
    }
    return best;
}

/// What the best node holds may be a page's <main>, or one <article> far larger than all others: then menus
/// and the like around it that read like prose do not count.
Best within(Tag tag, const HtmlTree& tree, const PageOutline& outline, Best best) {
    Best first;
    Best second;
    for (Index node = best.node + 1; node < tree[best.node].end;) {
        if (tree[node].tag != tag) {
            ++node;
            continue;
        }
        const double prose = outline.prose_outside_asides(node);
        if (prose > first.prose) {
            second = first;
            first = {node, prose};
        } else if (prose > second.prose) {
            second = {node, prose};
        }
        node = tree[node].end;
    }
    const bool alone = first.prose > sure_element_share * best.prose && second.prose < first.prose / 4;
    return alone ? most_prose(tree, outline, first.node, tree[first.node].end) : best;
}

Container find_container(const HtmlTree& tree, const PageOutline& outline) {
    Best best = most_prose(tree, outline, 1, tree.size());
    if (best.node == 0) return short_text(tree, outline);
    best = within(Tag::main, tree, outline, best);
    if (const Index body = named_body(tree, outline, best.prose))
        return {body, "what the page calls the body"};
    best = within(Tag::article, tree, outline, best);
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (Index node = best.node + 1; node < tree[best.node].end; node = tree[node].end) {
            if (!can_hold_article(tree[node].tag)) continue;
            if (outline.prose_outside_asides(node) < (1 - little_prose) * best.prose) continue;
            best.node = node;
            deeper = true;
            break;
        }
    }
    return {best.node, "the part with the most prose"};
}

bool is_left_out_role(NodeRole role) {
    return role == NodeRole::unread || role == NodeRole::aside || role == NodeRole::maybe_aside ||
           role == NodeRole::caption || role == NodeRole::talk;
}

}  // namespace

ArticleText find_article_text(const HtmlTree& tree, const PageOutline& outline,
                              const TextEvidence& evidence) {
    const Container container = find_container(tree, outline);
    ArticleText found;
    if (container.node == HtmlTree::none) return found;
    found.container = container.node;
    found.rule = container.rule;
    const auto is_left_out = [&](Index node) {
        if (!is_left_out_role(outline.role(node))) return false;
        if (outline.role(node) != NodeRole::unread) {
            std::string text = one_line(tree.text_below(node, 120));
            if (!text.empty()) found.left_out.push_back(std::move(text));
        }
        return true;
    };
    std::vector<TextBlock> blocks = text_blocks(tree, container.node, is_left_out);
    std::vector<bool> kept = article_blocks(tree, outline, blocks, evidence);
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        if (kept[at] && found.first_text == 0) found.first_text = blocks[at].first;
        if (kept[at]) found.last_text = blocks[at].first;
        (kept[at] ? found.paragraphs : found.left_out).push_back(std::move(blocks[at].text));
    }
    return found;
}

}  // namespace dateline
