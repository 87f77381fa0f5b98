#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// Sure of tar, zip and cpio by their signatures; not of what only is zip inside, such as office documents.
[[nodiscard]] int recognise_container(std::string_view head);

/// Reads the members of a container one after another without unpacking them to disk, each by the reader of
/// its own format, compressed or not; a member may be a container itself, down to four levels. The same is
/// passed over as in folders. `Record::member` names the member, and number, line and offset count from its
/// beginning.
///
/// Rejected with a reason: a member whose path is absolute or has a "..", that is encrypted, empty, damaged
/// or in no known format. Links and devices are skipped. Damage to the container itself ends it with one
/// Reject, or is passed over where members are found behind it; so does a bomb: members may come to 500 times
/// the size of the container, beyond 128 MiB, see expansion.h.
[[nodiscard]] std::unique_ptr<Reader> open_container(std::unique_ptr<ByteStream> bytes,
                                                     const ReadingContext& context);

}  // namespace dateline
