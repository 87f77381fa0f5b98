#include "indexer/entities/large_memory.h"

#include <cstdint>
#include <new>
#include <sys/mman.h>

namespace dateline::entities {

namespace {

constexpr std::size_t large_page = std::size_t{2} << 20U;

}  // namespace

LargeMemory::LargeMemory(std::size_t bytes) : size_(bytes + 2 * large_page) {
    memory_ = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory_ == MAP_FAILED) throw std::bad_alloc();
    const auto begin = reinterpret_cast<std::uintptr_t>(memory_);
    data_ = static_cast<char*>(memory_) + (large_page - begin % large_page) % large_page;
    // Only advice: small pages do as well.
    (void)::madvise(data_, (bytes + large_page - 1) / large_page * large_page, MADV_HUGEPAGE);
}

LargeMemory::~LargeMemory() {
    ::munmap(memory_, size_);
}

}  // namespace dateline::entities
