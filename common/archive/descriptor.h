#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace dateline {

/// An open file, closed with the object. Every function throws Error with the path and the system's reason.
class Descriptor {
public:
    /// `flags` as for open(2).
    Descriptor(std::filesystem::path path, int flags);
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::uint64_t size() const;

    /// The bytes from `offset` on, fewer than `count` only where the file ends.
    [[nodiscard]] std::string read(std::uint64_t offset, std::size_t count) const;

    /// The same into a string that is there, whose memory is used again.
    void read(std::uint64_t offset, std::size_t count, std::string& bytes) const;

    void write(std::string_view content) const;
    void sync() const;

    /// Syncs the whole file system that the file is on, and fails when the disk has failed to write anything
    /// there since the file was opened, even if somebody else has been told of it: a library that passed over
    /// its own failed sync leaves nothing for a later one of the same file to find.
    void sync_disk() const;

    /// Closes the file and tells what the system has kept back until then; some network disks say only here
    /// that they are full. Nothing else is to be done with it afterwards.
    void close();

private:
    std::filesystem::path path_;
    int fd_;
};

/// Throws the Error of a call of the system that failed with `reason`, an errno.
[[noreturn]] void fail_at(const std::filesystem::path& path, const char* what, int reason);

}  // namespace dateline
