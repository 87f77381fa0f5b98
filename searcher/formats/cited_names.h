#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// An author as citations have one.
struct CitedName {
    /// Of a person; of anything else the whole name.
    std::string family{};
    std::string given{};   ///< nothing: `family` is no person's, and never to be taken apart
    std::string suffix{};  ///< "Jr."

    bool operator==(const CitedName&) const = default;
};

/// The authors in what a source gives as one: "By Jane Doe and John Roe" are two. Parts are taken for people
/// only where each has a given name and a family name; "Salt and Pepper", "Reuters Staff, AP" stay whole.
/// The last word is the family's, with the small words before it ("van der Hale") and "Jr." and the like
/// behind it apart; "Doe, Jane" says it itself.
///
///     By Jane Doe and John Roe  ->  Doe, Jane; Roe, John
///     Reuters & Co              ->  Reuters & Co
[[nodiscard]] std::vector<CitedName> cited_names(std::string_view author);

}  // namespace dateline
