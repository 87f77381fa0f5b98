#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// The part of a stream that its reader looks at. It grows as far as the reader asks for more before it
/// consumes, so whoever uses it bounds what it asks for.
class ByteBuffer {
public:
    explicit ByteBuffer(std::unique_ptr<ByteStream> bytes);

    /// Reads more behind what is held; false at the end of the stream. Views of `held` are stale then. Errors
    /// of the stream pass through; what is held stays.
    [[nodiscard]] bool fill();

    /// True when at least `size` bytes are held, after as many reads as that takes; false when the stream
    /// ends before.
    [[nodiscard]] bool fill_to(std::size_t size);

    [[nodiscard]] std::string_view held() const { return {buffer_.data() + begin_, end_ - begin_}; }

    /// Lets go of the first `size` bytes held.
    void consume(std::size_t size);

    /// Lets go of `size` bytes, held or not; returns how many there were before the stream ended.
    std::uint64_t skip(std::uint64_t size);

    /// Lets go of everything up to and with the next line end, or up to the end of the stream.
    void skip_line();

    [[nodiscard]] std::uint64_t offset() const { return offset_; }  ///< of the first byte held
    [[nodiscard]] std::uint64_t line() const { return line_; }  ///< that the first byte held is in, from 1

private:
    std::unique_ptr<ByteStream> bytes_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t offset_ = 0;
    std::uint64_t line_ = 1;
    bool at_end_ = false;
};

}  // namespace dateline
