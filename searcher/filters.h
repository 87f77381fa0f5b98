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
#include "searcher/names.h"
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

    /// A filter that can be left out by itself; those that ask for any of several of one field are one.
    struct Part {
        enum class Kind : std::uint8_t { names, mentions, major, dates };

        Kind kind = Kind::names;
        AppliedFilter told{};
        FieldId in = FieldId::published;
        std::vector<KnownName> names{};  ///< one must be there; or, with FilterSense::none, none
        Xapian::Query dates{};           ///< of kind dates
        std::optional<DayRange> days{};  ///< the same, where they are days on end
    };

    Xapian::Query query = Xapian::Query::MatchAll;  ///< all of them; weighs nothing
    std::vector<AppliedFilter> applied;             ///< as they were understood
    std::vector<Part> parts;                        ///< the same, as far as they can be left out
    std::vector<Required> required;                 ///< people, organisations, places
    MentionBar mentions;
    Xapian::Query left_out{};  ///< whatever passes the filters; empty: nothing

    /// The names of those of a field.
    [[nodiscard]] std::vector<std::string> required_names(std::string_view field) const;

    /// All of them but one.
    [[nodiscard]] Xapian::Query without(const Part& part) const;
    /// What is not left out of the articles that pass.
    [[nodiscard]] Xapian::Query rest_of(const Xapian::Query& passing) const;
    /// The articles that name all people, organisations and places asked for, so often.
    [[nodiscard]] Xapian::Query naming_all(const MentionBar& bar) const;
    /// One alone; how often someone must be mentioned goes with the names.
    [[nodiscard]] Xapian::Query only(const Part& part) const;
};

/// Understands the filters of a request. Throws Error for a name that nobody has, or several.
[[nodiscard]] Filters filters_of(const SearchRequest& request, const Archive& archive,
                                 const Entities& entities, Folder& folder);

}  // namespace dateline
