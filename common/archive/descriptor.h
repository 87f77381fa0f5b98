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

    void write(std::string_view content) const;
    void sync() const;

private:
    std::filesystem::path path_;
    int fd_;
};

/// Throws the Error of a call of the system that failed with `reason`, an errno.
[[noreturn]] void fail_at(const std::filesystem::path& path, const char* what, int reason);

}  // namespace dateline
