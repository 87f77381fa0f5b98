#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace dateline {

/// A file of an archive in memory, of which only those pages are read that are looked at. Not for files that
/// may be cut while they are open.
class MappedFile {
public:
    /// Throws Error.
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(begin_), size_}; }

private:
    void* begin_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace dateline
