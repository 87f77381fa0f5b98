#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// How far a stream has been read.
struct Position {
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;  ///< ends of lines that were passed
};

/// The same stream, which keeps `position` up to date; that must outlive it. So an error below, such as the
/// end of a file that was cut off, has a place.
[[nodiscard]] inline std::unique_ptr<ByteStream> measured(std::unique_ptr<ByteStream> bytes,
                                                          Position& position) {
    class MeasuredStream final : public ByteStream {
    public:
        MeasuredStream(std::unique_ptr<ByteStream> stream, Position& so_far)
            : stream_(std::move(stream)), position_(so_far) {}

        std::size_t read(std::span<char> room) override {
            const std::size_t count = stream_->read(room);
            position_.bytes += count;
            const auto read = room.first(count);
            position_.lines += static_cast<std::uint64_t>(std::count(read.begin(), read.end(), '\n'));
            return count;
        }

    private:
        std::unique_ptr<ByteStream> stream_;
        Position& position_;
    };
    return std::make_unique<MeasuredStream>(std::move(bytes), position);
}

}  // namespace dateline
