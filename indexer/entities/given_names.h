#pragma once

#include <span>
#include <string_view>

#include "common/article.h"
#include "common/text/fold.h"
#include "indexer/entities/coreference.h"
#include "indexer/entities/recogniser.h"

namespace dateline::entities {

/// Gives the article the names that were found in it, instead of those that it has.
void replace_names(Article& article, const Coreference& found, Folder& folder);

/// Adds the names that were found in the article to those that its source gives. Given names stay what they
/// are; a found one that is the same becomes a form of it and hands over its mentions:
///
///     given              found                    joined
///     el-salvador        El Salvador              equal keys; the source knows the kind better
///     baker-james        James Baker              people: the same words in another order, initials aside
///     reagan             Ronald Reagan            people: the one full name that ends in it
///     james-baker        Baker                    people: the one given name that ends or begins with it
///
/// The last three are right for people of one article only, so the given name keeps its own key, and
/// `Name::alias` says under which it is to be filed besides. A given name that was not found is looked for
/// word by word where no other name stands. `blocks` and `mentions` are those that `found` was made of.
void join_names(Article& article, const Coreference& found, std::span<const std::string_view> blocks,
                std::span<const Mention> mentions, Folder& folder);

/// Files a given person "Trump, Donald" under "Donald Trump", too.
void turn_commas(Article& article);

}  // namespace dateline::entities
