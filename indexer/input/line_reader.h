#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// One line of a stream, without its end ("\n" or "\r\n").
struct Line {
    std::string_view text;     ///< valid until the next line is asked for
    std::uint64_t number = 0;  ///< from 1
    std::uint64_t offset = 0;  ///< of its first byte in the stream
    bool too_long = false;     ///< longer than the limit: `text` is empty, the line was passed over
};

/// Cuts a stream into lines in bounded memory, however long they are.
class LineReader {
public:
    /// So many bytes behind a line's text may be read, and mean nothing: simdjson wants that.
    static constexpr std::size_t padding = 64;

    LineReader(std::unique_ptr<ByteStream> bytes, std::size_t longest);

    /// The next line; false at the end. What follows the last line end is a line too, unless it is empty.
    /// Errors of the stream pass through, after every whole line before them.
    [[nodiscard]] bool next(Line& line);

private:
    [[nodiscard]] bool fill();
    [[nodiscard]] bool pass_over(Line& line);

    std::unique_ptr<ByteStream> bytes_;
    std::size_t longest_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;  ///< of what is unread in the buffer
    std::size_t end_ = 0;
    std::uint64_t offset_ = 0;  ///< of `begin_` in the stream
    std::uint64_t number_ = 0;
    bool at_end_ = false;
};

}  // namespace dateline
