#include "indexer/archive/lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>

#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "common/error.h"

namespace dateline {

namespace {

std::string holder(const std::filesystem::path& file) {
    std::string pid = read_file(file);
    while (!pid.empty() && pid.back() == '\n') pid.pop_back();
    return pid.empty() ? "unknown" : pid;
}

}  // namespace

Lock::Lock(const std::filesystem::path& archive) {
    std::error_code status;
    std::filesystem::create_directories(archive, status);
    if (status) throw Error("cannot make the folder: " + status.message()).at(archive.string());
    const std::filesystem::path file = layout::lock(archive);
    file_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file_ < 0) {
        throw Error(std::string("cannot write to the archive: ") + std::strerror(errno)).at(archive.string());
    }
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        ::close(file_);
        if (reason != EWOULDBLOCK) throw Error(std::strerror(reason)).at(file.string());
        throw Error("another run holds the lock (pid " + holder(file) + ")", "run again when it has finished")
            .at(archive.string())
            .exiting(ExitCode::locked);
    }
    const std::string pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, pid.data(), pid.size(), 0) < 0) {
        const int reason = errno;
        ::close(file_);
        throw Error(std::string("cannot write: ") + std::strerror(reason)).at(file.string());
    }
}

Lock::~Lock() {
    ::close(file_);
}

}  // namespace dateline
