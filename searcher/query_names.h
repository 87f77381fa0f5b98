#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/entities.h"

namespace dateline {

/// Words of a query that are together a name of a person, an organisation or a place.
struct QueryName {
    std::size_t first = 0;  ///< the name's first word among those of the query
    std::size_t words = 0;
    std::string shown;               ///< how its entity is called
    std::vector<std::string> terms;  ///< an article that has one of them names the entity
};

/// The names among the words of a query, which are folded and in the order of typing: whole names that the
/// authority or the archive has, longer ones first, each word in one name only. A single word is no
/// person where fewer than half of the articles that have it name that person. They are looked up, not
/// searched for, so that it costs a query next to nothing.
[[nodiscard]] std::vector<QueryName> names_in_query(const std::vector<std::string>& words,
                                                    const Archive& archive, const Entities& entities,
                                                    Analyzer& analyzer);

}  // namespace dateline
