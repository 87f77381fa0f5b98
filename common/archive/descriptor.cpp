#include "common/archive/descriptor.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "common/error.h"

namespace dateline {

void fail_at(const std::filesystem::path& path, const char* what, int reason) {
    throw Error(std::string(what) + ": " + std::strerror(reason),
                reason == ENOSPC ? "free some space and run again; nothing that was there is lost" : "")
        .at(path.string());
}

Descriptor::Descriptor(std::filesystem::path path, int flags)
    : path_(std::move(path)), fd_(::open(path_.c_str(), flags | O_CLOEXEC, 0666)) {
    if (fd_ < 0) fail_at(path_, "cannot open", errno);
}

Descriptor::~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
}

void Descriptor::close() {
    // Whatever it returns, the descriptor is free.
    if (::close(std::exchange(fd_, -1)) != 0 && errno != EINTR) fail_at(path_, "cannot write", errno);
}

std::uint64_t Descriptor::size() const {
    struct stat status {};
    if (::fstat(fd_, &status) != 0) fail_at(path_, "cannot read", errno);
    return static_cast<std::uint64_t>(status.st_size);
}

std::string Descriptor::read(std::uint64_t offset, std::size_t count) const {
    std::string bytes;
    read(offset, count, bytes);
    return bytes;
}

void Descriptor::read(std::uint64_t offset, std::size_t count, std::string& bytes) const {
    bytes.resize(count);
    std::size_t done = 0;
    while (done < count) {
        const ssize_t got =
            ::pread(fd_, bytes.data() + done, count - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail_at(path_, "cannot read", errno);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
}

void Descriptor::write(std::string_view content) const {
    while (!content.empty()) {
        const ssize_t written = ::write(fd_, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail_at(path_, "cannot write", errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
}

void Descriptor::sync() const {
    if (::fsync(fd_) != 0) fail_at(path_, "cannot sync", errno);
}

void Descriptor::sync_disk() const {
    if (::syncfs(fd_) != 0) fail_at(path_, "cannot sync the disk", errno);
}

}  // namespace dateline
