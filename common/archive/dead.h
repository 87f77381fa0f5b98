#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/archive/listed_source.h"

namespace dateline {

/// Numbers of the documents of one part that are replaced or removed, in order. Parts never change, so this
/// is how an article leaves one.
using DeadList = DocumentList;

/// As they are on disk, with a hash behind.
[[nodiscard]] std::string to_bytes(const DeadList& dead);
/// The list of a part with so many articles, of which so many are dead. Throws Error when the bytes are
/// damaged or say something else.
[[nodiscard]] DeadList dead_from_bytes(std::string_view bytes, std::uint64_t articles, std::uint64_t dead);

/// The same of a part whose manifest is lost: whatever number of them is dead.
[[nodiscard]] DeadList dead_from_bytes(std::string_view bytes, std::uint64_t articles);

/// The dead of every part of an archive, by the uuid of the part's database.
using DeadByPart = DocumentsByPart;

}  // namespace dateline
