#include "indexer/input/line_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t first_room = std::size_t{1} << 17;

}  // namespace

LineReader::LineReader(std::unique_ptr<ByteStream> bytes, std::size_t longest)
    : bytes_(std::move(bytes)), longest_(longest), buffer_(first_room + padding) {}

/// Reads more behind `end_`, making room first; false at the end of the stream.
bool LineReader::fill() {
    if (at_end_) return false;
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ + padding >= buffer_.size()) buffer_.resize(2 * buffer_.size());
    const std::size_t room = buffer_.size() - padding - end_;
    const std::size_t count = bytes_->read({buffer_.data() + end_, room});
    end_ += count;
    at_end_ = count == 0;
    return count > 0;
}

/// Drops the rest of a line that is too long.
bool LineReader::pass_over(Line& line) {
    line.text = {};
    line.too_long = true;
    while (true) {
        const char* from = buffer_.data() + begin_;
        const void* found = std::memchr(from, '\n', end_ - begin_);
        const std::size_t passed = found == nullptr
                                       ? end_ - begin_
                                       : static_cast<std::size_t>(static_cast<const char*>(found) - from) + 1;
        begin_ += passed;
        offset_ += passed;
        if (found != nullptr || !fill()) return true;
    }
}

bool LineReader::next(Line& line) {
    line = {{}, number_ + 1, offset_, false};
    std::size_t searched = 0;
    while (true) {
        const char* from = buffer_.data() + begin_;
        const std::size_t held = end_ - begin_;
        const void* found = std::memchr(from + searched, '\n', held - searched);
        if (found == nullptr && held <= longest_) {
            searched = held;
            if (fill()) continue;
            if (held == 0) return false;
            from = buffer_.data() + begin_;
        }
        ++number_;
        if (found == nullptr && held > longest_) return pass_over(line);
        std::size_t size =
            found == nullptr ? held : static_cast<std::size_t>(static_cast<const char*>(found) - from);
        const std::size_t passed = size + (found == nullptr ? 0 : 1);
        begin_ += passed;
        offset_ += passed;
        if (found != nullptr && size > 0 && from[size - 1] == '\r') --size;
        line.too_long = size > longest_;
        if (!line.too_long) line.text = {from, size};
        return true;
    }
}

}  // namespace dateline
