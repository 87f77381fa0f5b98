#include "indexer/input/byte_buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t first_room = std::size_t{1} << 16;

}  // namespace

ByteBuffer::ByteBuffer(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)), buffer_(first_room) {}

bool ByteBuffer::fill() {
    if (at_end_) return false;
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
    const std::size_t count = bytes_->read({buffer_.data() + end_, buffer_.size() - end_});
    end_ += count;
    at_end_ = count == 0;
    return count > 0;
}

bool ByteBuffer::fill_to(std::size_t size) {
    while (end_ - begin_ < size) {
        if (!fill()) return false;
    }
    return true;
}

void ByteBuffer::consume(std::size_t size) {
    const char* from = buffer_.data() + begin_;
    line_ += static_cast<std::uint64_t>(std::count(from, from + size, '\n'));
    begin_ += size;
    offset_ += size;
}

std::uint64_t ByteBuffer::skip(std::uint64_t size) {
    std::uint64_t skipped = 0;
    while (skipped < size) {
        if (begin_ == end_ && !fill()) break;
        const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(size - skipped, end_ - begin_));
        consume(part);
        skipped += part;
    }
    return skipped;
}

void ByteBuffer::skip_line() {
    while (true) {
        const std::size_t end = held().find('\n');
        const bool found = end != std::string_view::npos;
        consume(found ? end + 1 : end_ - begin_);
        if (found || !fill()) return;
    }
}

}  // namespace dateline
