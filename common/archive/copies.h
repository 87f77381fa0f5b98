#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace dateline {

/// A document that tells the same story in the same words as others, and the number of the cluster that they
/// share. A cluster has at least two living members; an article without copies is in none.
struct Copy {
    Xapian::docid document = 0;  ///< in its part
    std::uint32_t cluster = 0;   ///< at least 1; unique in the archive
    bool operator==(const Copy&) const = default;
};

/// The documents of one part that have copies, in order. Parts never change, and an article gets a copy long
/// after it came in, so this stands beside the part, as the list of the dead does.
using CopyList = std::vector<Copy>;

/// As they are on disk, with a hash behind.
[[nodiscard]] std::string to_bytes(const CopyList& copies);
/// The list of a part with so many articles, of which so many have copies, in an archive whose next cluster
/// has that number. Throws Error when the bytes are damaged or say something else.
[[nodiscard]] CopyList copies_from_bytes(std::string_view bytes, std::uint64_t articles, std::uint64_t copies,
                                         std::uint64_t next_cluster);

/// The cluster of that document; 0 when it is in none.
[[nodiscard]] std::uint32_t cluster_in(const CopyList& copies, Xapian::docid document);

}  // namespace dateline
