#include "common/cli/pager.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

#include "common/error.h"

namespace dateline {

std::string pager_command(const char* variable) {
    if (!variable) return "less -FRX";
    const std::string_view command(variable);
    return command == "cat" ? std::string() : std::string(command);
}

Pager::Pager(const std::string& command) : command_(command) {
    int ends[2] = {-1, -1};
    output_ = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (output_ < 0 || ::pipe2(ends, O_CLOEXEC) != 0)
        throw Error("cannot run the pager", "--no-pager goes without");
    process_ = ::fork();
    if (process_ == 0) {
        ::dup2(ends[0], STDIN_FILENO);
        ::signal(SIGPIPE, SIG_DFL);
        ::setenv("LESS", "FRX", 0);  // colours, and no page for what fits on one
        ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(ends[0]);
    const bool started = process_ > 0 && ::dup2(ends[1], STDOUT_FILENO) >= 0;
    ::close(ends[1]);
    if (!started) throw Error("cannot run the pager", "--no-pager goes without");
    ::signal(SIGINT, SIG_IGN);
}

Pager::~Pager() {
    (void)wait();
}

int Pager::wait() {
    if (process_ < 0) return 0;
    ::dup2(output_, STDOUT_FILENO);
    ::close(output_);
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) continue;
    process_ = -1;
    ::signal(SIGINT, SIG_DFL);
    return status;
}

void Pager::finish() {
    // What the shell says when there is no such program, or it may not be run.
    constexpr int not_found = 127;
    constexpr int not_runnable = 126;
    const int status = wait();
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    if (code != not_found && code != not_runnable) return;
    throw Error("the pager '" + command_ + "' cannot be run", "set PAGER to another, or write --no-pager");
}

}  // namespace dateline
