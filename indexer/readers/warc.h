#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// Sure of what begins with "WARC/0." or "WARC/1.".
[[nodiscard]] int recognise_warc(std::string_view head);

/// Reads a web archive, WARC 0.17 to 1.1: each HTML page that was found is an article; the day it was
/// captured only bounds its publication. Revisits, redirects, errors, requests, metadata and other types are
/// skipped with a reason. `Record::member` is the address. A record whose head is broken is rejected, and
/// reading goes on where the next one begins; a file that was cut off gives everything before the cut and one
/// Reject.
[[nodiscard]] std::unique_ptr<Reader> open_warc(std::unique_ptr<ByteStream> bytes,
                                                const ReadingContext& context);

}  // namespace dateline
