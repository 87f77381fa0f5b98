#include "common/archive/durable.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

#include "common/error.h"

namespace dateline {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* what, int reason) {
    throw Error(std::string(what) + ": " + std::strerror(reason),
                reason == ENOSPC ? "free some space and run again; nothing that was there is lost" : "")
        .at(path.string());
}

/// A file descriptor that closes itself.
class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
        if (fd_ < 0) fail(path, "cannot open", errno);
    }
    ~Descriptor() { ::close(fd_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

void write_all(int fd, std::string_view content, const std::filesystem::path& path) {
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(path, "cannot write", errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void sync_path(const std::filesystem::path& path) {
    const Descriptor file(path, O_RDONLY);
    if (::fsync(file.get()) != 0) fail(path, "cannot sync", errno);
}

void sync_tree(const std::filesystem::path& folder) {
    std::error_code status;
    for (std::filesystem::directory_iterator entry(folder, status), end; !status && entry != end;
         entry.increment(status)) {
        sync_path(entry->path());
    }
    if (status) fail(folder, "cannot list", status.value());
    sync_path(folder);
}

void write_durably(const std::filesystem::path& file, std::string_view content) {
    std::filesystem::path draft = file;
    draft += ".new";
    {
        const Descriptor out(draft, O_WRONLY | O_CREAT | O_TRUNC);
        write_all(out.get(), content, draft);
        if (::fsync(out.get()) != 0) fail(draft, "cannot sync", errno);
    }
    if (::rename(draft.c_str(), file.c_str()) != 0) fail(file, "cannot put in place", errno);
    sync_path(file.parent_path());
}

void append_durably(const std::filesystem::path& file, std::uint64_t valid, std::string_view content) {
    const Descriptor out(file, O_WRONLY | O_CREAT);
    if (::ftruncate(out.get(), static_cast<off_t>(valid)) != 0) fail(file, "cannot shorten", errno);
    if (::lseek(out.get(), 0, SEEK_END) != static_cast<off_t>(valid)) fail(file, "cannot seek", errno);
    write_all(out.get(), content, file);
    if (::fsync(out.get()) != 0) fail(file, "cannot sync", errno);
}

std::string read_file(const std::filesystem::path& file) {
    const Descriptor in(file, O_RDONLY);
    std::string content;
    char buffer[1 << 16];
    for (;;) {
        const ssize_t count = ::read(in.get(), buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(file, "cannot read", errno);
        if (count == 0) return content;
        content.append(buffer, static_cast<std::size_t>(count));
    }
}

}  // namespace dateline
