#pragma once

#include <filesystem>

namespace dateline {

/// The right to write to an archive, held by one process at a time. The kernel frees it when the process
/// ends however it ends, so a lock file that a dead run left behind blocks nobody.
class Lock {
public:
    /// Makes the archive's folder if need be. Throws Error with exit code 75 that names the holder's pid when
    /// another run holds the lock.
    explicit Lock(const std::filesystem::path& archive);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    int file_;
};

}  // namespace dateline
