#pragma once

#include <string>
#include <vector>

#include "common/article.h"
#include "common/authority/authority.h"
#include "common/text/fold.h"

namespace dateline {

/// An entity of an article as it is shown, and which of the article's names it is made of.
struct ShownEntity {
    Name name;                       ///< preferred name; mentions and forms of all its names
    std::vector<Name> names;         ///< as the article has them, at least one
    std::vector<std::string> rules;  ///< where a file has those that are shown otherwise: "authority.txt:12"
};

/// The entities of an article in its own order, those of one key one; hidden ones are left out. The field is
/// that of people, organisations or places.
[[nodiscard]] std::vector<ShownEntity> shown_entities(const Article& article, FieldId kind,
                                                      const Authority& authority, Folder& folder);

/// Puts preferred names in the place of the article's own, each once; takes hidden ones out.
void show_preferred_names(Article& article, const Authority& authority, Folder& folder);

}  // namespace dateline
