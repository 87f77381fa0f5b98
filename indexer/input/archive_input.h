#pragma once

#include <exception>
#include <memory>
#include <string_view>
#include <vector>

#include <archive.h>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// A reader of libarchive's over a stream. The caller says which formats and filters it supports.
class ArchiveInput {
public:
    explicit ArchiveInput(std::unique_ptr<ByteStream> bytes);
    ~ArchiveInput();
    ArchiveInput(const ArchiveInput&) = delete;
    ArchiveInput& operator=(const ArchiveInput&) = delete;

    [[nodiscard]] archive* handle() const { return archive_; }

    /// Begins to read; false when the first bytes are wrong already.
    [[nodiscard]] bool open();

    /// Throws what the stream below threw, if that is why libarchive failed.
    void rethrow_failure() const;

    /// What libarchive last complained of; may be empty.
    [[nodiscard]] std::string_view complaint() const;

    /// True once the stream below has come to its end.
    [[nodiscard]] bool fed_everything() const { return fed_everything_; }

private:
    static la_ssize_t feed(archive*, void* self, const void** block);

    std::unique_ptr<ByteStream> bytes_;
    archive* archive_;
    std::vector<char> buffer_;
    std::exception_ptr failure_;
    bool fed_everything_ = false;
};

}  // namespace dateline
