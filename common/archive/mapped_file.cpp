#include "common/archive/mapped_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>

#include "common/archive/descriptor.h"

namespace dateline {

MappedFile::MappedFile(const std::filesystem::path& path) {
    const Descriptor file(path, O_RDONLY | O_NONBLOCK);
    size_ = file.size();
    if (size_ == 0) return;  // nothing can be mapped of it
    begin_ = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file.get(), 0);
    if (begin_ == MAP_FAILED) fail_at(path, "cannot read", errno);
}

MappedFile::~MappedFile() {
    if (begin_ != nullptr) ::munmap(begin_, size_);
}

}  // namespace dateline
