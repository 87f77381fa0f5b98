#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/syntax_tree.h"

namespace dateline {

/// What must hold of a query's tree, whatever its syntax. The checks throw Error with a caret in `query`.

[[noreturn]] void refuse_query(std::string_view query, std::size_t offset, std::string message,
                               std::string hint);

/// One node of kind all_of or any_of: the only part itself when there is one; parts of the same kind are
/// taken apart, as (a b) c means a b c.
[[nodiscard]] Node joined(Node::Kind kind, std::vector<Node> parts);

/// Every choice must find something by itself: -a alone does not, nor does a OR -b, nor -(-a).
void check_finds_something(const Node& tree, std::string_view query);

/// What ATLEAST counts is a word, a phrase or words between ORs, all in one field.
void check_counted(const Node& counted, std::string_view query);

/// The operands of NEAR and its kin are words, phrases or words between ORs, all in one field.
void check_proximity(const Node& chain, std::string_view query);

/// What of a tree is counted by itself where numbers are told: the leaves, none twice, excluded ones too;
/// what ATLEAST counts is one with it. They point into the tree.
[[nodiscard]] std::vector<const Node*> counted_parts(const Node& tree);

}  // namespace dateline
