#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/text/fold.h"
#include "searcher/answer.h"
#include "searcher/entities.h"
#include "searcher/request.h"

namespace dateline {

/// What the options of a request ask of an article beside the words.
struct Filters {
    /// An entity that every article of the answer names because a filter asks for it.
    struct Required {
        FieldId field;
        std::string name;
        std::vector<std::uint32_t> numbers;  ///< its names in the book
    };

    Xapian::Query query = Xapian::Query::MatchAll;  ///< all of them; weighs nothing
    std::vector<AppliedFilter> applied;             ///< as they were understood
    std::vector<Required> required;                 ///< people, organisations, places

    /// The names of those of a field.
    [[nodiscard]] std::vector<std::string> required_names(std::string_view field) const;
};

/// Understands the filters of a request. Throws Error for a name that nobody has, or several.
[[nodiscard]] Filters filters_of(const SearchRequest& request, const Archive& archive,
                                 const Entities& entities, Folder& folder);

}  // namespace dateline
