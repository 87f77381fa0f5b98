#pragma once

#include <filesystem>
#include <vector>

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

    /// Takes the lock's file away, and those folders that the lock made and that are empty: when nothing came
    /// of an archive, there is to be none. The lock is held still, as far as that means anything then.
    void withdraw();

private:
    void make_folder();
    [[nodiscard]] bool names_our_file() const;

    std::filesystem::path archive_;
    std::vector<std::filesystem::path> made_;  ///< folders, the outermost first
    int file_ = -1;
};

}  // namespace dateline
