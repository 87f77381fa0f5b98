#include "indexer/input/archive_input.h"

#include <cerrno>
#include <utility>

#include "common/error.h"

namespace dateline {

ArchiveInput::ArchiveInput(std::unique_ptr<ByteStream> bytes)
    : bytes_(std::move(bytes)), archive_(archive_read_new()), buffer_(std::size_t{1} << 16) {
    if (archive_ == nullptr) throw Error("not enough memory to decompress");
}

ArchiveInput::~ArchiveInput() {
    archive_read_free(archive_);
}

bool ArchiveInput::open() {
    return archive_read_open(archive_, this, nullptr, feed, nullptr) == ARCHIVE_OK;
}

void ArchiveInput::rethrow_failure() const {
    if (failure_) std::rethrow_exception(failure_);
}

std::string_view ArchiveInput::complaint() const {
    const char* text = archive_error_string(archive_);
    return text == nullptr ? std::string_view{} : text;
}

/// libarchive's callback; no exception may pass through its C code.
la_ssize_t ArchiveInput::feed(archive*, void* self, const void** block) {
    auto& input = *static_cast<ArchiveInput*>(self);
    try {
        const std::size_t count = input.bytes_->read(input.buffer_);
        input.fed_everything_ = count == 0;
        *block = input.buffer_.data();
        return static_cast<la_ssize_t>(count);
    } catch (...) {
        input.failure_ = std::current_exception();
        archive_set_error(input.archive_, EIO, "read error");
        return -1;
    }
}

}  // namespace dateline
