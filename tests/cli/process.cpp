#include "process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace dateline::cli {

namespace {

using Clock = std::chrono::steady_clock;

/// Longer than any test takes on a busy machine with sanitizers.
constexpr std::chrono::seconds longest_run{600};

/// A pipe's two ends, which close themselves and which no other program inherits.
class Pipe {
public:
    Pipe() {
        if (::pipe2(ends_.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    }
    ~Pipe() {
        close_read();
        close_write();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    [[nodiscard]] int read_end() const { return ends_[0]; }
    [[nodiscard]] int write_end() const { return ends_[1]; }
    void close_read() { close_end(ends_[0]); }
    void close_write() { close_end(ends_[1]); }

private:
    static void close_end(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
    std::array<int, 2> ends_{-1, -1};
};

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// What happens in the child: only calls that are safe after a fork.
[[noreturn]] void become(const Command& command, char** arguments, char** environment, const Pipe& input,
                         const Pipe& output, const Pipe& errors) {
    ::dup2(input.read_end(), STDIN_FILENO);
    ::dup2(output.write_end(), STDOUT_FILENO);
    ::dup2(errors.write_end(), STDERR_FILENO);
    std::signal(SIGPIPE, command.ignore_broken_pipe ? SIG_IGN : SIG_DFL);
    if (!command.folder.empty() && ::chdir(command.folder.c_str()) != 0) ::_exit(126);
    ::execve(arguments[0], arguments, environment);
    ::_exit(127);
}

}  // namespace

struct Process::State {
    Pipe input;
    Pipe output;
    Pipe errors;
    pid_t pid = -1;
    bool ended = false;
    std::string to_write;
    std::size_t written = 0;
    bool keep_input_open = false;
    Outcome outcome;

    void feed() {
        while (written < to_write.size()) {
            const ssize_t count =
                ::write(input.write_end(), to_write.data() + written, to_write.size() - written);
            if (count < 0 && errno == EAGAIN) return;
            if (count < 0) {
                written = to_write.size();  // nobody reads it: the program's own affair
                input.close_write();
                return;
            }
            written += static_cast<std::size_t>(count);
        }
        if (!keep_input_open) input.close_write();
    }

    static void drain(Pipe& pipe, std::string& into) {
        std::array<char, 1 << 16> buffer;
        const ssize_t count = ::read(pipe.read_end(), buffer.data(), buffer.size());
        if (count > 0) {
            into.append(buffer.data(), static_cast<std::size_t>(count));
        } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
            pipe.close_read();
        }
    }

    /// Waits once for any of the three streams; a closed one has a descriptor below zero, which poll ignores.
    void step(std::chrono::milliseconds most) {
        std::array<pollfd, 3> streams{{{written == to_write.size() ? -1 : input.write_end(), POLLOUT, 0},
                                       {output.read_end(), POLLIN, 0},
                                       {errors.read_end(), POLLIN, 0}}};
        if (::poll(streams.data(), streams.size(), static_cast<int>(most.count())) <= 0) return;
        if (streams[0].revents != 0) feed();
        if (streams[1].revents != 0) drain(output, outcome.out);
        if (streams[2].revents != 0) drain(errors, outcome.err);
    }

    [[nodiscard]] bool closed() const { return output.read_end() < 0 && errors.read_end() < 0; }
};

Process::Process(const Command& command) : state_(std::make_unique<State>()) {
    std::signal(SIGPIPE, SIG_IGN);  // a program that does not read its input must not end the tests
    State& state = *state_;
    std::vector<std::string> arguments{command.program};
    arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
    std::vector<std::string> environment;
    for (const auto& [name, value] : command.environment) environment.push_back(name + '=' + value);
    const std::vector<char*> argument_pointers = pointers_to(arguments);
    const std::vector<char*> environment_pointers = pointers_to(environment);

    if (command.reader_leaves) state.output.close_read();
    state.pid = ::fork();
    if (state.pid < 0) throw std::runtime_error("cannot fork");
    if (state.pid == 0) {
        become(command, const_cast<char**>(argument_pointers.data()),
               const_cast<char**>(environment_pointers.data()), state.input, state.output, state.errors);
    }
    state.input.close_read();
    state.output.close_write();
    state.errors.close_write();
    ::fcntl(state.input.write_end(), F_SETFL, O_NONBLOCK);
    state.to_write = command.input;
    state.keep_input_open = command.keep_input_open;
    state.feed();
}

Process::~Process() {
    if (state_->ended) return;
    ::kill(state_->pid, SIGKILL);
    ::waitpid(state_->pid, nullptr, 0);
}

void Process::send(int signal) const {
    if (!state_->ended) ::kill(state_->pid, signal);
}

int Process::pid() const {
    return state_->pid;
}

bool Process::run_for(std::chrono::milliseconds time) {
    const auto end = Clock::now() + time;
    while (!state_->closed()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        if (left.count() <= 0) return false;
        state_->step(left);
    }
    return true;
}

Outcome Process::wait() {
    if (!run_for(longest_run)) {
        send(SIGKILL);
        state_->outcome.err += "\n(killed by the test: it did not end)\n";
    }
    int status = 0;
    while (::waitpid(state_->pid, &status, 0) < 0 && errno == EINTR) {
    }
    state_->ended = true;
    Outcome& outcome = state_->outcome;
    if (WIFEXITED(status)) outcome.code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
    if (outcome.code == 127) throw std::runtime_error("cannot run the program");
    return outcome;
}

Outcome run(const Command& command) {
    return Process(command).wait();
}

}  // namespace dateline::cli
