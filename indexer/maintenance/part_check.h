#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "common/archive/dead.h"
#include "common/archive/manifest.h"
#include "common/archive/name_book.h"
#include "indexer/archive/id_set.h"

namespace dateline {

/// What a check of one part has found.
struct PartHealth {
    std::vector<std::string> faults;  ///< each a line; the first of them, see `more`
    std::uint64_t more = 0;           ///< faults beyond those
    std::uint64_t articles = 0;       ///< living ones that were looked at
    std::vector<std::uint64_t> ids;   ///< of these, hashed
    bool index_is_sound = true;       ///< the database and what it says of the articles
    bool records_are_sound = true;
    bool tables_unchecked = false;  ///< Xapian's check must write to tables, and we may not
    bool interrupted = false;

    [[nodiscard]] bool is_sound() const { return faults.empty(); }
};

/// What a part is checked against.
struct PartToCheck {
    std::filesystem::path folder;
    Manifest::Part part;
    const DeadList* dead = nullptr;     ///< nullptr when it is not known who is dead: all count as living
    GrowingNameBook* names = nullptr;   ///< nullptr when the book is damaged: names are not compared then
    const IdSet* ids_before = nullptr;  ///< of parts that were checked before; nullptr: not compared
};

/// Looks through a part: its tables, by Xapian; that every stored article reads; and that terms, positions
/// and slots are those that it would be given now. It does so in a process of its own, because Xapian may
/// crash on what is damaged. Throws Error when there can be none.
[[nodiscard]] PartHealth check_part(const PartToCheck& what, const std::function<bool()>& stop);

}  // namespace dateline
