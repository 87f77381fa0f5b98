#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace dateline {

/// A stream of bytes that is read once, from front to back: a file, standard input, a decompressed file, a
/// member of a container.
class ByteStream {
public:
    virtual ~ByteStream() = default;

    /// Fills the front of `room` and returns how many bytes it put there; 0 only at the end. Throws Error
    /// when the bytes cannot be had (a read error, a truncated or damaged compressed stream).
    [[nodiscard]] virtual std::size_t read(std::span<char> room) = 0;
};

/// A stream over bytes in memory, which it owns. For tests and for records inside records.
[[nodiscard]] std::unique_ptr<ByteStream> stream_of(std::string bytes);

/// A stream of `head` and, behind it, whatever `rest` still has: puts bytes back that were read ahead.
[[nodiscard]] std::unique_ptr<ByteStream> stream_of(std::string head, std::unique_ptr<ByteStream> rest);

/// Up to `size` bytes from the front of the stream; fewer only where it ends. An Error that comes after some
/// bytes is kept: the bytes are returned, and the stream throws it at the next read.
[[nodiscard]] std::string read_ahead(std::unique_ptr<ByteStream>& stream, std::size_t size);

/// Opens a file, or standard input for "-", and undoes whatever compression its content shows: gzip, zstd,
/// xz, bzip2, one inside another. Names play no part. Throws Error when it cannot be opened. Once `stop` says
/// true, the stream ends where it is, even while it waits for a pipe that gives nothing: what was being read
/// then is not whole. `refused` is set once the system
/// refuses the file or bytes of it, whatever becomes of the error; it must outlive the stream.
[[nodiscard]] std::unique_ptr<ByteStream> open_input(const std::string& path,
                                                     std::function<bool()> stop = nullptr,
                                                     bool* refused = nullptr);

}  // namespace dateline
