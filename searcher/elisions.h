#pragma once

#include <string>
#include <vector>

#include "searcher/query/syntax_tree.h"

namespace dateline {

/// The query for an archive with articles in these languages. Where one of them elides articles and pronouns
/// before a vowel, as French, Italian and Catalan do, a plain word that begins with one asks for the word
/// behind it: "l'élection" for élection, "dell'arte" for arte. Otherwise it would be a phrase of two words,
/// and "élections" would not be found. O'Neill, =l'élection and what stands in quotes stay as they are.
[[nodiscard]] Node without_elisions(Node query, const std::vector<std::string>& languages);

}  // namespace dateline
