#include "indexer/archive/lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
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

/// Makes what is missing of the archive's path, one folder at a time to know which.
void Lock::make_folder() {
    std::error_code status;
    std::vector<std::filesystem::path> missing;
    for (std::filesystem::path folder = archive_; !folder.empty() && !std::filesystem::exists(folder, status);
         folder = folder.parent_path()) {
        missing.push_back(folder);
    }
    while (!missing.empty()) {
        const bool made = std::filesystem::create_directory(missing.back(), status);
        if (status) {
            throw Error("cannot make the folder: " + status.message(), "--db names the archive's folder")
                .at(missing.back().string());
        }
        if (made) made_.push_back(missing.back());
        missing.pop_back();
    }
}

/// False when a run that ended meanwhile has taken away the file that was opened.
bool Lock::names_our_file() const {
    struct stat ours {};
    struct stat named {};
    return ::fstat(file_, &ours) == 0 && ::stat(layout::lock(archive_).c_str(), &named) == 0 &&
           ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

Lock::Lock(const std::filesystem::path& archive) : archive_(archive) {
    const std::filesystem::path file = layout::lock(archive);
    constexpr int most_tries = 10;
    for (int tries = 1;; ++tries) {
        make_folder();
        file_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (file_ < 0 && errno == ENOENT && tries < most_tries) continue;
        if (file_ < 0) {
            throw Error(std::string("cannot write to the archive: ") + std::strerror(errno),
                        "its folder must be one that you may write to; --db names another")
                .at(archive.string());
        }
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            const int reason = errno;
            ::close(file_);
            if (reason != EWOULDBLOCK) throw Error(std::strerror(reason)).at(file.string());
            throw Error("another run holds the lock (pid " + holder(file) + ")",
                        "run again when it has finished")
                .at(archive.string())
                .exiting(ExitCode::locked);
        }
        if (names_our_file() || tries == most_tries) break;
        ::close(file_);
    }
    const std::string pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, pid.data(), pid.size(), 0) < 0) {
        const int reason = errno;
        withdraw();
        ::close(file_);
        throw Error(std::string("cannot write: ") + std::strerror(reason)).at(file.string());
    }
}

void Lock::withdraw() {
    std::error_code ignored;
    std::filesystem::remove(layout::lock(archive_), ignored);
    for (; !made_.empty(); made_.pop_back()) std::filesystem::remove(made_.back(), ignored);
}

Lock::~Lock() {
    ::close(file_);
}

}  // namespace dateline
