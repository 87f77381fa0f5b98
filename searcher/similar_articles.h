#pragma once

#include <cstddef>
#include <string_view>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/article.h"
#include "common/text/analyzer.h"
#include "searcher/query/syntax_tree.h"

namespace dateline {

/// Words that an article is looked for by.
inline constexpr std::size_t most_telling_words = 25;

/// A query for articles like this one: any of the words that tell most of it, those that it has often and
/// the archive seldom, but for the words of grammar of its language; a word of the title counts three times.
/// Words that no other article has tell nothing here. Throws Error when none is left.
[[nodiscard]] Node similar_query(const Archive& archive, const Article& article, Analyzer& analyzer);

/// What is not to be shown as similar: the article itself and, where copies are folded, its copies.
[[nodiscard]] Xapian::Query same_story(const Archive& archive, Xapian::docid document, bool fold);

}  // namespace dateline
