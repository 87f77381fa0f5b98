#include "indexer/maintenance/isolated.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/error.h"

namespace dateline {

namespace {

/// From one asking whether to stop to the next.
constexpr int milliseconds_a_turn = 200;

/// A message on the way: its kind, the length of its text in four bytes, the text.
constexpr std::size_t head_bytes = 5;

/// Gathers messages, so that not each is a call of the system.
class Sender {
public:
    explicit Sender(int pipe) : pipe_(pipe) {}

    void send(char kind, std::string_view text) {
        waiting_ += kind;
        const auto length = static_cast<std::uint32_t>(text.size());
        for (int shift = 0; shift < 32; shift += 8) waiting_ += static_cast<char>(length >> shift);
        waiting_ += text;
        constexpr std::size_t enough = 1 << 15;
        if (waiting_.size() >= enough) flush();
    }

    void flush() {
        for (std::string_view left = waiting_; !left.empty();) {
            const ssize_t written = ::write(pipe_, left.data(), left.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) ::_exit(1);  // nobody listens any more
            left.remove_prefix(static_cast<std::size_t>(written));
        }
        waiting_.clear();
    }

private:
    int pipe_;
    std::string waiting_;
};

[[noreturn]] void be_the_child(int pipe, pid_t parent, const std::function<void(const Send&)>& work) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);
    // The parent decides when to stop; a crash is an answer and no reason for a dump of memory.
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_IGN);
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGABRT}) std::signal(signal, SIG_DFL);
    ::prctl(PR_SET_DUMPABLE, 0);
    Sender sender(pipe);
    try {
        work([&](char kind, std::string_view text) { sender.send(kind, text); });
    } catch (...) {
        sender.flush();
        ::_exit(2);
    }
    sender.flush();
    ::_exit(0);
}

/// Takes whole messages off the front.
void hand_over(std::string& received, const std::function<void(char, std::string)>& receive) {
    std::size_t at = 0;
    while (received.size() - at >= head_bytes) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length |= std::size_t{static_cast<unsigned char>(received[at + 1 + i])} << (8 * i);
        if (received.size() - at - head_bytes < length) break;
        receive(received[at], received.substr(at + head_bytes, length));
        at += head_bytes + length;
    }
    received.erase(0, at);
}

/// The process, killed and waited for however this ends.
class Child {
public:
    Child(pid_t process, int pipe) : process_(process), pipe_(pipe) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        ::close(pipe_);
        if (process_ < 0) return;
        ::kill(process_, SIGKILL);
        (void)wait();
    }

    int wait() {
        int status = 0;
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
        process_ = -1;
        return status;
    }

    /// Reads until the process has closed its end; false when `stop` came first.
    bool listen(const std::function<void(char, std::string)>& receive, const std::function<bool()>& stop) {
        std::string received;
        std::array<char, 1 << 16> bytes{};
        for (;;) {
            if (stop()) return false;
            pollfd ready{pipe_, POLLIN, 0};
            if (::poll(&ready, 1, milliseconds_a_turn) <= 0) continue;
            const ssize_t got = ::read(pipe_, bytes.data(), bytes.size());
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return true;
            received.append(bytes.data(), static_cast<std::size_t>(got));
            hand_over(received, receive);
        }
    }

private:
    pid_t process_;
    int pipe_;
};

}  // namespace

IsolatedEnd run_isolated(const std::function<void(const Send&)>& work,
                         const std::function<void(char, std::string)>& receive,
                         const std::function<bool()>& stop) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw Error(std::string("cannot make a pipe: ") + std::strerror(errno));
    const pid_t parent = ::getpid();
    const pid_t process = ::fork();
    if (process < 0) {
        const int reason = errno;
        for (const int end : ends) ::close(end);
        throw Error(std::string("cannot start a process: ") + std::strerror(reason));
    }
    if (process == 0) {
        ::close(ends[0]);
        be_the_child(ends[1], parent, work);
    }
    ::close(ends[1]);
    Child child(process, ends[0]);
    if (!child.listen(receive, stop)) return {.interrupted = true};
    const int status = child.wait();
    if (WIFSIGNALED(status)) return {.crash = "signal " + std::to_string(WTERMSIG(status))};
    if (WEXITSTATUS(status) != 0) return {.crash = "an error of its own"};
    return {};
}

}  // namespace dateline
