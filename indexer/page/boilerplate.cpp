#include "indexer/page/boilerplate.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "indexer/page/bare_text.h"
#include "indexer/page/boilerplate_phrases.h"

namespace dateline {
namespace {

using Index = HtmlTree::Index;

constexpr double mostly_linked = 0.6;
/// What ends an article with so much of it linked leads to others.
constexpr double partly_linked = 0.4;
/// A paragraph that reads like prose has at least so many bytes.
constexpr std::size_t least_sentence = 60;
/// So short is what a paper says of who wrote.
constexpr std::size_t longest_author_note = 500;
/// A byline, a date or the name of a section is no longer.
constexpr std::size_t longest_meta = 200;

double linked_share(const TextBlock& block) {
    return static_cast<double>(block.linked) / static_cast<double>(block.bytes);
}

class Sieve {
public:
    Sieve(const HtmlTree& tree, const PageOutline& outline, const std::vector<TextBlock>& blocks,
          const TextEvidence& evidence)
        : tree_(tree),
          outline_(outline),
          blocks_(blocks),
          title_(bare_text(evidence.title)),
          authors_(evidence.authors),
          kept_(blocks.size(), true) {}

    std::vector<bool> run() {
        for (std::size_t at = 0; at < blocks_.size(); ++at) kept_[at] = !is_junk(blocks_[at]);
        drop_lists_of_links();
        trim_front();
        trim_back();
        if (std::ranges::count(kept_, true) > 2) drop_author_notes();
        drop_lonely_headings();
        return std::move(kept_);
    }

private:
    [[nodiscard]] bool is_prose(const TextBlock& block) const {
        return block.text.size() >= least_sentence && linked_share(block) < mostly_linked &&
               (ends_like_sentence(block.text) || block.text.size() > least_unended(block)) &&
               !is_meta(block);
    }

    /// From so many bytes on a text needs no full stop to be prose.
    [[nodiscard]] std::size_t least_unended(const TextBlock& block) const {
        return tree_[block.block].tag == Tag::p && block.linked == 0 ? 80 : 150;
    }

    [[nodiscard]] bool is_meta(const TextBlock& block) const {
        if (block.text.size() > longest_meta) return false;
        for (Index node = block.first; node != 0 && node != HtmlTree::none; node = tree_[node].parent) {
            if (outline_.role(node) == NodeRole::meta) return true;
            if (outline_.role(node) == NodeRole::body) return false;
        }
        return false;
    }

    [[nodiscard]] bool is_junk(const TextBlock& block) const {
        const Tag tag = tree_[block.block].tag;
        if (is_meta(block)) return true;
        if (!title_.empty() && block.text.size() < 300 && bare_text(block.text) == title_) return true;
        if (tag == Tag::h1 || is_boilerplate(block.text)) return true;
        const double linked = linked_share(block);
        return linked > 0.9 && !is_heading(tag) && !ends_like_sentence(block.text);
    }

    /// Lists that are links for the most part lead away; others may have some.
    void drop_lists_of_links() {
        std::unordered_map<Index, std::pair<std::size_t, std::size_t>> lists;
        std::vector<Index> list_of(blocks_.size(), HtmlTree::none);
        for (std::size_t at = 0; at < blocks_.size(); ++at) {
            list_of[at] = list_around(blocks_[at].block);
            if (list_of[at] == HtmlTree::none) continue;
            lists[list_of[at]].first += blocks_[at].linked;
            lists[list_of[at]].second += blocks_[at].bytes;
        }
        for (std::size_t at = 0; at < blocks_.size(); ++at) {
            if (list_of[at] == HtmlTree::none) continue;
            const auto [linked, bytes] = lists[list_of[at]];
            kept_[at] = static_cast<double>(linked) < mostly_linked * static_cast<double>(bytes);
        }
    }

    /// "Ines Duarte has covered the harbour for twenty years."
    void drop_author_notes() {
        for (std::size_t at = blocks_.size(); at-- > 0;) {
            if (!kept_[at]) continue;
            const std::string& text = blocks_[at].text;
            const bool note = text.size() < longest_author_note &&
                              std::ranges::any_of(authors_, [&](const std::string& author) {
                                  return author.size() > 5 && text.starts_with(author);
                              });
            if (!note) return;
            kept_[at] = false;
        }
    }

    [[nodiscard]] Index list_around(Index node) const {
        for (int levels = 0; node != HtmlTree::none && levels < 6; ++levels, node = tree_[node].parent) {
            if (tree_[node].tag == Tag::ul || tree_[node].tag == Tag::ol) return node;
        }
        return HtmlTree::none;
    }

    void trim_front() {
        std::size_t first = 0;
        while (first < blocks_.size() && !(kept_[first] && is_prose(blocks_[first]))) ++first;
        if (first == blocks_.size()) return;
        for (std::size_t at = 0; at < first; ++at) {
            const Tag tag = tree_[blocks_[at].block].tag;
            const bool reads = ends_like_sentence(blocks_[at].text) && blocks_[at].text.size() > 30;
            const bool heads = is_heading(tag) && at + 1 == first;
            if (!reads && !heads) kept_[at] = false;
        }
    }

    void trim_back() {
        std::size_t last = blocks_.size();
        while (last > 0 && !(kept_[last - 1] && is_prose(blocks_[last - 1]) &&
                             linked_share(blocks_[last - 1]) <= partly_linked))
            --last;
        if (last == 0) return;
        bool headed = false;
        bool goes_on = true;
        for (std::size_t at = last; at < blocks_.size(); ++at) {
            if (is_heading(tree_[blocks_[at].block].tag)) headed = true;
            goes_on = goes_on && is_next_paragraph(blocks_[at], blocks_[last - 1]);
            if (headed || !(goes_on || ends_like_sentence(blocks_[at].text))) kept_[at] = false;
            if (linked_share(blocks_[at]) > partly_linked) kept_[at] = false;
        }
    }

    /// True for a paragraph that stands beside the one before and leads nowhere: a score, a call, a signature
    /// needs no full stop.
    [[nodiscard]] bool is_next_paragraph(const TextBlock& block, const TextBlock& before) const {
        const HtmlTree::Node& node = tree_[block.block];
        return node.tag == Tag::p && block.linked == 0 && node.parent == tree_[before.block].parent;
    }

    void drop_lonely_headings() {
        bool followed = false;
        bool prose_follows = false;
        for (std::size_t at = blocks_.size(); at-- > 0;) {
            if (!kept_[at]) continue;
            const bool heading = is_heading(tree_[blocks_[at].block].tag);
            // A link as a heading is one of several that lead to other articles, unless text follows.
            const bool leads_away = heading && linked_share(blocks_[at]) > mostly_linked;
            if (heading && (!followed || (leads_away && !prose_follows))) kept_[at] = false;
            followed = followed || !heading;
            if (kept_[at]) prose_follows = is_prose(blocks_[at]);
        }
    }

    const HtmlTree& tree_;
    const PageOutline& outline_;
    const std::vector<TextBlock>& blocks_;
    std::string title_;
    const std::vector<std::string>& authors_;
    std::vector<bool> kept_;
};

}  // namespace

std::vector<bool> article_blocks(const HtmlTree& tree, const PageOutline& outline,
                                 const std::vector<TextBlock>& blocks, const TextEvidence& evidence) {
    return Sieve(tree, outline, blocks, evidence).run();
}

}  // namespace dateline
