#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/input/byte_buffer.h"
#include "indexer/readers/reader.h"

namespace dateline {

/// What a crawler wrote down beside what it fetched.
struct Capture {
    std::string url;
    std::string date;         ///< when it was fetched, as it was written
    std::string type;         ///< of the block itself, for what came by no protocol; lower case
    std::uint64_t size = 0;   ///< of the block, in bytes
    bool is_response = true;  ///< an HTTP response, else the thing itself
};

/// The record of a fetched block that `buffer` stands at, which is behind it then. HTML that was found
/// (status 200) is read as a page; all else is a Skip that says what it is. A block that the stream ends
/// within is a Reject. A block whose bytes are not read is held in memory no more than its head is.
[[nodiscard]] Record read_capture(ByteBuffer& buffer, const Capture& capture, const ReadingContext& context);

/// Passes over a block; a Skip with the reason, or a Reject when the stream ends within it.
[[nodiscard]] Record skip_block(ByteBuffer& buffer, std::uint64_t size, std::string reason);

}  // namespace dateline
