#pragma once

#include <cstddef>

namespace dateline::entities {

/// Zeroed memory for tables that are read here and there: of large pages where the system has them. Looking
/// addresses up costs a table of many megabytes as much as its memory does, and large pages save most of it.
class LargeMemory {
public:
    /// Throws std::bad_alloc.
    explicit LargeMemory(std::size_t bytes);
    LargeMemory(const LargeMemory&) = delete;
    LargeMemory& operator=(const LargeMemory&) = delete;
    ~LargeMemory();

    [[nodiscard]] void* data() const { return data_; }

private:
    void* memory_ = nullptr;
    std::size_t size_ = 0;
    void* data_ = nullptr;
};

}  // namespace dateline::entities
