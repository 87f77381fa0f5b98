#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/fields.h"
#include "common/text/fold.h"

namespace dateline {

/// The kinds of entities that an authority file knows.
inline constexpr std::array authority_kinds{FieldId::person, FieldId::org, FieldId::place};

/// Where a kind stands among them; their number for every other field.
[[nodiscard]] constexpr std::size_t authority_kind_index(FieldId kind) {
    return static_cast<std::size_t>(std::ranges::find(authority_kinds, kind) - authority_kinds.begin());
}

/// One name of an entity.
struct AuthorityName {
    std::string name;  ///< as the file writes it
    std::string key;   ///< folded, see name_key
    std::size_t line = 0;

    bool operator==(const AuthorityName&) const = default;
};

/// One block of an authority file.
struct AuthorityEntry {
    FieldId kind = FieldId::person;
    bool hidden = false;               ///< no entity at all: it is not to be shown
    std::vector<AuthorityName> names;  ///< the preferred one first, then the aliases; no key twice
    std::string note;

    bool operator==(const AuthorityEntry&) const = default;
};

/// Reads the text of an authority file, UTF-8: blocks apart by empty lines, each of an entity:
///
///     # a comment
///     person: Volodymyr Zelenskyy
///     alias: Zelensky
///     note: president of Ukraine since 2019
///
///     hide: person: Moscow and Kyiv
///
/// A block of `hide:` may have several of them, each for itself. Throws Error with file, line and hint for
/// whatever does not parse, and for a name that two entities of one kind claim.
[[nodiscard]] std::vector<AuthorityEntry> parse_authority(std::string_view text, const std::string& file,
                                                          Folder& folder);

}  // namespace dateline
