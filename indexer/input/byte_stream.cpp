#include "indexer/input/byte_stream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "common/error.h"
#include "indexer/input/decompress.h"

namespace dateline {
namespace {

class MemoryStream final : public ByteStream {
public:
    MemoryStream(std::string bytes, std::unique_ptr<ByteStream> rest, std::exception_ptr failure)
        : bytes_(std::move(bytes)), rest_(std::move(rest)), failure_(std::move(failure)) {}

    std::size_t read(std::span<char> room) override {
        const std::size_t count = std::min(room.size(), bytes_.size() - at_);
        if (count > 0) {
            std::memcpy(room.data(), bytes_.data() + at_, count);
            at_ += count;
            return count;
        }
        if (failure_) std::rethrow_exception(failure_);
        return rest_ == nullptr ? 0 : rest_->read(room);
    }

private:
    std::string bytes_;
    std::size_t at_ = 0;
    std::unique_ptr<ByteStream> rest_;
    std::exception_ptr failure_;
};

std::string reason_of(int error_number) {
    switch (error_number) {
        case ENOENT:
            return "no such file or folder";
        case EACCES:
            return "no permission to read it";
        case EISDIR:
            return "is a folder, not a file";
        case ENXIO:
            return "is a socket, not a file";
        default:
            return std::generic_category().message(error_number);
    }
}

/// What to do about it, or nothing.
std::string hint_for(int error_number) {
    switch (error_number) {
        case ENOENT:
            return "a link to it may lead nowhere";
        case EACCES:
            return "ask its owner, or run as somebody who may read it";
        case EISDIR:
            return "name it as a SOURCE of its own";
        case ENXIO:
            return "let the program behind it write to a file or a pipe";
        default:
            return "try to read it with another program";
    }
}

class FileStream final : public ByteStream {
public:
    FileStream(int descriptor, std::string path, bool owned, std::function<bool()> stop, bool* refused)
        : descriptor_(descriptor),
          path_(std::move(path)),
          owned_(owned),
          stop_(std::move(stop)),
          refused_(refused) {}
    ~FileStream() override {
        if (owned_) ::close(descriptor_);
    }
    FileStream(const FileStream&) = delete;
    FileStream& operator=(const FileStream&) = delete;

    std::size_t read(std::span<char> room) override {
        while (true) {
            if (!wait_for_bytes()) return 0;
            const ssize_t count = ::read(descriptor_, room.data(), room.size());
            if (count >= 0) return static_cast<std::size_t>(count);
            if (errno == EINTR || errno == EAGAIN) continue;
            if (refused_) *refused_ = true;
            throw Error("cannot read: " + reason_of(errno), hint_for(errno)).at(path_);
        }
    }

private:
    /// True when there are bytes or the end to be read; false once the wait is to be stopped.
    bool wait_for_bytes() {
        constexpr int milliseconds = 200;
        while (!stop_ || !stop_()) {
            pollfd file{descriptor_, POLLIN, 0};
            if (::poll(&file, 1, milliseconds) > 0) return true;
        }
        return false;
    }

    int descriptor_;
    std::string path_;
    bool owned_;
    std::function<bool()> stop_;
    bool* refused_;
};

std::unique_ptr<ByteStream> open_file(const std::string& path, std::function<bool()> stop, bool* refused) {
    if (path == "-")
        return std::make_unique<FileStream>(STDIN_FILENO, "standard input", false, std::move(stop), refused);
    // Without waiting: a named pipe nobody writes to would hold the run up where no signal ends it.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0) {
        const int reason = errno;
        if (refused) *refused = true;
        throw Error("cannot open: " + reason_of(reason), hint_for(reason)).at(path);
    }
    auto file = std::make_unique<FileStream>(descriptor, path, true, std::move(stop), refused);
    struct stat status {};
    if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode))
        throw Error("cannot open: " + reason_of(EISDIR), hint_for(EISDIR)).at(path);
    return file;
}

/// Puts the file's name on errors that come from below, which know none.
class NamedStream final : public ByteStream {
public:
    NamedStream(std::unique_ptr<ByteStream> bytes, std::string place)
        : bytes_(std::move(bytes)), place_(std::move(place)) {}

    std::size_t read(std::span<char> room) override {
        try {
            return bytes_->read(room);
        } catch (Error& error) {
            if (error.place().empty()) error.at(place_);
            throw;
        }
    }

private:
    std::unique_ptr<ByteStream> bytes_;
    std::string place_;
};

}  // namespace

std::unique_ptr<ByteStream> stream_of(std::string bytes) {
    return std::make_unique<MemoryStream>(std::move(bytes), nullptr, nullptr);
}

std::unique_ptr<ByteStream> stream_of(std::string head, std::unique_ptr<ByteStream> rest) {
    return std::make_unique<MemoryStream>(std::move(head), std::move(rest), nullptr);
}

std::string read_ahead(std::unique_ptr<ByteStream>& stream, std::size_t size) {
    std::string head(size, '\0');
    std::size_t filled = 0;
    try {
        while (filled < size) {
            const std::size_t count = stream->read(std::span(head).subspan(filled));
            if (count == 0) break;
            filled += count;
        }
    } catch (const Error&) {
        if (filled == 0) throw;
        stream = std::make_unique<MemoryStream>("", nullptr, std::current_exception());
    }
    head.resize(filled);
    return head;
}

std::unique_ptr<ByteStream> open_input(const std::string& path, std::function<bool()> stop, bool* refused) {
    const std::string place = path == "-" ? "standard input" : path;
    try {
        return std::make_unique<NamedStream>(decompressed(open_file(path, std::move(stop), refused)), place);
    } catch (Error& error) {
        if (error.place().empty()) error.at(place);
        throw;
    }
}

}  // namespace dateline
