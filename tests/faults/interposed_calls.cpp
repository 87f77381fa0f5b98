// Loaded into a program by LD_PRELOAD: counts the calls that change files below one folder, and at the one
// with a given number ends the program or lets the call fail, as a power cut or a bad disk would. Everything
// that the program and its libraries do passes here, which no hook inside the program could promise.
//
//     FAULTS_BELOW   the folder; calls that are about nothing below it are neither counted nor touched
//     FAULTS_LOG     a file: a line "NUMBER KIND PATH" is appended for each call, before it is made
//     FAULTS_AT      the number of the call; the first has number 1
//     FAULTS_DO      what then happens:
//                    kill    the program ends before the call
//                    after   the program ends as soon as the call has returned
//                    ENOSPC, EIO
//                            the call fails with that error; of a write, half is written first
//                    full    from here on whatever needs space fails with ENOSPC
//                    dead    from here on every call fails with EIO
//
// Kinds are create (an open that may make or empty a file), mkdir, write, truncate, sync, link, rename and
// unlink (of files and folders).

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <string>
#include <string_view>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// What the library that is behind this one calls by that name.
template <typename Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::string path_of(int descriptor) {
    char path[4096];
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
    return length > 0 ? std::string(path, static_cast<std::size_t>(length)) : std::string();
}

/// The path from the root, as the kernel would find it, but for links and dots.
std::string full_path(int folder, const char* path) {
    if (path == nullptr) return {};
    if (*path == '/') return path;
    if (folder != AT_FDCWD) return path_of(folder) + '/' + path;
    char here[4096];
    return ::getcwd(here, sizeof here) ? std::string(here) + '/' + path : std::string();
}

enum class Fault { none, fail, write_half };

class Faults {
public:
    Faults()
        : below_(setting("FAULTS_BELOW")),
          at_(std::strtoul(setting("FAULTS_AT").c_str(), nullptr, 10)),
          action_(setting("FAULTS_DO")) {
        if (const std::string log = setting("FAULTS_LOG"); !log.empty())
            log_ = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, log.c_str(),
                                              O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
    }

    /// What shall become of this call; errno is set when it shall fail.
    Fault meet(std::string_view kind, const std::string& path) {
        if (below_.empty() || !path.starts_with(below_)) return Fault::none;
        const unsigned long number = ++met_;
        log(number, kind, path);
        if (at_ == 0 || number < at_) return Fault::none;
        if (action_ == "full") return kind == "unlink" || kind == "rename" ? Fault::none : fail(ENOSPC);
        if (action_ == "dead") return fail(EIO);
        if (number > at_) return Fault::none;
        if (action_ == "kill") end();
        if (action_ == "after") ends_after_ = true;
        if (action_ != "ENOSPC" && action_ != "EIO") return Fault::none;
        (void)fail(action_ == "EIO" ? EIO : ENOSPC);
        if (kind == "sync") owed_ = errno;
        return kind == "write" ? Fault::write_half : Fault::fail;
    }

    /// To be called once a call that `meet` let pass has returned.
    template <typename Result>
    Result returned(Result result) {
        if (ends_after_) end();
        return result;
    }

    /// The failure of a sync that a sync of all files is told of, too, once.
    int take_owed() { return owed_.exchange(0); }

    static void end() {
        (void)::kill(::getpid(), SIGKILL);
        for (;;) ::pause();
    }

private:
    static Fault fail(int reason) {
        errno = reason;
        return Fault::fail;
    }

    void log(unsigned long number, std::string_view kind, const std::string& path) const {
        if (log_ < 0) return;
        const std::string line = std::to_string(number) + ' ' + std::string(kind) + ' ' + path + '\n';
        (void)::syscall(SYS_write, log_, line.data(), line.size());
    }

    std::string below_;
    unsigned long at_;
    std::string action_;
    int log_ = -1;
    std::atomic<unsigned long> met_ = 0;
    std::atomic<int> owed_ = 0;
    std::atomic<bool> ends_after_ = false;
};

Faults& faults() {
    static Faults all;
    return all;
}

/// A call that is made as it is or fails as a whole.
template <typename Call>
auto pass(std::string_view kind, const std::string& path, Call call) -> decltype(call()) {
    if (faults().meet(kind, path) != Fault::none) return -1;
    return faults().returned(call());
}

int opened(int folder, const char* path, int flags, mode_t mode) {
    const auto call = [&] { return static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode)); };
    const bool makes = (flags & (O_CREAT | O_TRUNC)) != 0 && (flags & O_TMPFILE) != O_TMPFILE;
    return makes ? pass("create", full_path(folder, path), call) : call();
}

/// A write of `count` bytes that `call` makes, of as many of them as it is told.
template <typename Call>
ssize_t written(int file, std::size_t count, Call call) {
    const Fault fault = faults().meet("write", path_of(file));
    const int reason = errno;
    if (fault == Fault::write_half && count > 1) (void)call(count / 2);
    errno = reason;
    if (fault != Fault::none) return -1;
    return faults().returned(call(count));
}

mode_t mode_in(int flags, va_list arguments) {
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE
               ? static_cast<mode_t>(va_arg(arguments, int))
               : 0;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_in(flags, arguments);
    va_end(arguments);
    return opened(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_in(flags, arguments);
    va_end(arguments);
    return opened(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_in(flags, arguments);
    va_end(arguments);
    return opened(folder, path, flags, mode);
}

int mkdir(const char* path, mode_t mode) noexcept {
    static auto* const call = next<decltype(mkdir)>("mkdir");
    return pass("mkdir", full_path(AT_FDCWD, path), [&] { return call(path, mode); });
}

int rename(const char* from, const char* to) noexcept {
    static auto* const call = next<decltype(rename)>("rename");
    return pass("rename", full_path(AT_FDCWD, to), [&] { return call(from, to); });
}

int link(const char* from, const char* to) noexcept {
    static auto* const call = next<decltype(link)>("link");
    return pass("link", full_path(AT_FDCWD, to), [&] { return call(from, to); });
}

int unlink(const char* path) noexcept {
    static auto* const call = next<decltype(unlink)>("unlink");
    return pass("unlink", full_path(AT_FDCWD, path), [&] { return call(path); });
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    static auto* const call = next<decltype(unlinkat)>("unlinkat");
    return pass("unlink", full_path(folder, path), [&] { return call(folder, path, flags); });
}

int rmdir(const char* path) noexcept {
    static auto* const call = next<decltype(rmdir)>("rmdir");
    return pass("unlink", full_path(AT_FDCWD, path), [&] { return call(path); });
}

int remove(const char* path) noexcept {
    static auto* const call = next<decltype(remove)>("remove");
    return pass("unlink", full_path(AT_FDCWD, path), [&] { return call(path); });
}

int fsync(int file) {
    static auto* const call = next<decltype(fsync)>("fsync");
    return pass("sync", path_of(file), [&] { return call(file); });
}

int fdatasync(int file) {
    static auto* const call = next<decltype(fdatasync)>("fdatasync");
    return pass("sync", path_of(file), [&] { return call(file); });
}

/// Linux tells a failed write of a file to one sync of that file, and to one of the file system besides.
int syncfs(int file) noexcept {
    static auto* const call = next<decltype(syncfs)>("syncfs");
    if (const int reason = faults().take_owed(); reason != 0) {
        errno = reason;
        return -1;
    }
    return pass("sync", path_of(file), [&] { return call(file); });
}

int ftruncate(int file, off_t length) noexcept {
    static auto* const call = next<decltype(ftruncate)>("ftruncate");
    return pass("truncate", path_of(file), [&] { return call(file, length); });
}

ssize_t write(int file, const void* content, size_t count) {
    static auto* const call = next<decltype(write)>("write");
    return written(file, count, [&](std::size_t bytes) { return call(file, content, bytes); });
}

ssize_t pwrite(int file, const void* content, size_t count, off_t offset) {
    static auto* const call = next<decltype(pwrite)>("pwrite");
    return written(file, count, [&](std::size_t bytes) { return call(file, content, bytes, offset); });
}

ssize_t writev(int file, const iovec* pieces, int count) {
    static auto* const call = next<decltype(writev)>("writev");
    return pass("write", path_of(file), [&] { return call(file, pieces, count); });
}

ssize_t sendfile(int to, int from, off_t* offset, size_t count) noexcept {
    static auto* const call = next<decltype(sendfile)>("sendfile");
    return written(to, count, [&](std::size_t bytes) { return call(to, from, offset, bytes); });
}

ssize_t copy_file_range(int from, off_t* from_offset, int to, off_t* to_offset, size_t count,
                        unsigned flags) {
    static auto* const call = next<decltype(copy_file_range)>("copy_file_range");
    return written(to, count,
                   [&](std::size_t bytes) { return call(from, from_offset, to, to_offset, bytes, flags); });
}

}  // extern "C"
