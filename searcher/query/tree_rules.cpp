#include "searcher/query/tree_rules.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/error.h"

namespace dateline {

namespace {

using Kind = Node::Kind;

bool is_single_word(Kind kind) {
    return kind == Kind::word || kind == Kind::exact || kind == Kind::prefix || kind == Kind::similar;
}

/// A word, a phrase, or words between ORs.
bool is_of_words(const Node& operand) {
    if (is_single_word(operand.kind) || operand.kind == Kind::phrase || operand.kind == Kind::cased)
        return true;
    return operand.kind == Kind::any_of &&
           std::all_of(operand.children.begin(), operand.children.end(), [](const Node& child) {
               return is_single_word(child.kind) || child.kind == Kind::cased || child.kind == Kind::phrase;
           });
}

void check_same_field(const Node& leaf, const Node& first_leaf, std::string_view query) {
    if (leaf.field != first_leaf.field)
        refuse_query(query, leaf.begin, "NEAR, ADJ, /s and /p join words of one field",
                     "give both sides the same field, as in title:a NEAR/5 title:b");
}

const Node& first_leaf_of(const Node& operand) {
    return operand.children.empty() ? operand : operand.children.front();
}

void check_operand(const Node& operand, std::string_view query) {
    if (is_of_words(operand)) return;
    if (operand.kind == Kind::exclude)
        refuse_query(query, operand.begin, "NOT stands beside NEAR, ADJ, /s or /p",
                     "write -(a NEAR/5 b) to leave out articles with both close together");
    if (operand.kind == Kind::at_least)
        refuse_query(query, operand.begin, "ATLEAST stands beside NEAR, ADJ, /s or /p",
                     "put AND between them: ATLEAST counts in the whole article");
    if (operand.kind == Kind::value || operand.kind == Kind::dates || operand.kind == Kind::length)
        refuse_query(query, operand.begin, "NEAR, ADJ, /s and /p join words, not names or dates",
                     "put AND between them, or look for the name's words: \"a name\" NEAR/5 word");
    refuse_query(query, operand.begin, "NEAR, ADJ, /s and /p join words, phrases, or words between ORs",
                 "write (a OR b) NEAR/5 c, or put AND between them");
}

void collect_parts(const Node& node, std::vector<const Node*>& parts) {
    if (is_leaf(node.kind) || node.kind == Kind::at_least) {
        const bool known = std::ranges::any_of(parts, [&](const Node* earlier) { return *earlier == node; });
        if (!known) parts.push_back(&node);
        return;
    }
    for (const Node& child : node.children) collect_parts(child, parts);
}

}  // namespace

void refuse_query(std::string_view query, std::size_t offset, std::string message, std::string hint) {
    throw Error(std::move(message), std::move(hint)).pointing(std::string(query), offset);
}

Node joined(Kind kind, std::vector<Node> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Node node{.kind = kind, .begin = parts.front().begin, .end = parts.back().end};
    for (Node& part : parts) {
        if (part.kind == kind)
            std::move(part.children.begin(), part.children.end(), std::back_inserter(node.children));
        else
            node.children.push_back(std::move(part));
    }
    return node;
}

void check_finds_something(const Node& tree, std::string_view query) {
    constexpr std::string_view hint =
        "add a word that the articles must have; without any query all articles are listed";
    switch (tree.kind) {
        case Kind::exclude:
            refuse_query(query, tree.begin, "this only leaves articles out, and finds none",
                         std::string(hint));
        case Kind::all_of: {
            const auto finds = [](const Node& child) { return child.kind != Kind::exclude; };
            if (std::none_of(tree.children.begin(), tree.children.end(), finds))
                refuse_query(query, tree.begin, "this only leaves articles out, and finds none",
                             std::string(hint));
            for (const Node& child : tree.children)
                check_finds_something(child.kind == Kind::exclude ? child.children.front() : child, query);
            return;
        }
        case Kind::any_of:
            for (const Node& child : tree.children) check_finds_something(child, query);
            return;
        default:
            return;
    }
}

void check_counted(const Node& counted, std::string_view query) {
    const Node& operand = counted.children.front();
    if (!is_of_words(operand))
        refuse_query(query, operand.begin, "ATLEAST counts a word, a phrase, or words between ORs",
                     "write ATLEAST/5 word, ATLEAST/5 \"two words\" or ATLEAST/5 (a OR b)");
    for (const Node& child : operand.children) {
        if (child.field != operand.children.front().field)
            refuse_query(query, child.begin, "ATLEAST counts words of one field",
                         "give all of them the same field, as in ATLEAST/5 title:(a OR b)");
    }
}

void check_proximity(const Node& chain, std::string_view query) {
    for (const Node& operand : chain.children) check_operand(operand, query);
    const Node& first = first_leaf_of(chain.children.front());
    for (const Node& operand : chain.children) {
        if (operand.children.empty()) check_same_field(operand, first, query);
        for (const Node& word : operand.children) check_same_field(word, first, query);
    }
}

std::vector<const Node*> counted_parts(const Node& tree) {
    std::vector<const Node*> parts;
    collect_parts(tree, parts);
    return parts;
}

}  // namespace dateline
