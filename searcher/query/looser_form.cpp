#include "searcher/query/looser_form.h"

#include <utility>

#include "searcher/query/tree_rules.h"

namespace dateline {

namespace {

using Kind = Node::Kind;

bool is_in_zone(const Node& leaf) {
    return leaf.field && field(*leaf.field).kind == FieldKind::text && *leaf.field != FieldId::text;
}

/// The words of a text anywhere in an article; the text itself when it is one word.
std::optional<Node> words_apart(const Node& leaf, const WordsOfText& words) {
    std::vector<Node> parts;
    for (std::string& word : words(leaf.text)) {
        parts.push_back({.kind = Kind::word, .field = leaf.field, .text = std::move(word)});
    }
    if (parts.empty()) return std::nullopt;
    return joined(Kind::all_of, std::move(parts));
}

std::optional<Node> looser_leaf(const Node& leaf, const WordsOfText& words) {
    if (is_in_zone(leaf)) {
        Node anywhere = leaf;
        anywhere.field.reset();
        return anywhere;
    }
    if (leaf.kind == Kind::exact) {
        return Node{.kind = Kind::word, .field = leaf.field, .text = leaf.text};
    }
    if (leaf.kind == Kind::phrase || leaf.kind == Kind::cased) return words_apart(leaf, words);
    return std::nullopt;
}

}  // namespace

std::optional<Node> looser_form(const Node& node, const WordsOfText& words) {
    if (is_leaf(node.kind)) return looser_leaf(node, words);
    if (node.kind == Kind::at_least) return node.children.front();
    if (is_proximity(node.kind)) return joined(Kind::all_of, node.children);
    if (node.kind != Kind::any_of) return std::nullopt;
    bool any = false;
    std::vector<Node> children;
    for (const Node& child : node.children) {
        std::optional<Node> looser = looser_form(child, words);
        any = any || looser;
        children.push_back(looser ? std::move(*looser) : child);
    }
    if (!any) return std::nullopt;
    return joined(Kind::any_of, std::move(children));
}

}  // namespace dateline
