#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/syntax_tree.h"

namespace dateline {

/// The words of a text, as the query has them.
using WordsOfText = std::function<std::vector<std::string>(std::string_view text)>;

/// What asks for the same words less strictly, one step at a time: anywhere instead of in a field of words;
/// anywhere instead of close together, side by side or so many times; in any form instead of one. Nothing
/// where there is no such step: a word, a name, a date, a length.
///
///     title:ceasefire         ->  ceasefire
///     talks NEAR/3 ceasefire  ->  talks ceasefire
///     "peace talks"           ->  peace talks
///     ATLEAST/9 talks         ->  talks
///     =talks, CAPS(talks)     ->  talks
[[nodiscard]] std::optional<Node> looser_form(const Node& node, const WordsOfText& words);

}  // namespace dateline
