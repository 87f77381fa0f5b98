#include "common/cli/streams.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace dateline {

namespace {

/// True when standard output is a pipe that nobody reads any more.
bool reader_has_left() {
    pollfd output{STDOUT_FILENO, POLLOUT, 0};
    return ::poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

}  // namespace

void secure_standard_streams() {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
        // The lowest free descriptor is given out, and that is this one.
        const int direction = descriptor == STDOUT_FILENO ? O_RDONLY : O_WRONLY;
        if (::open("/dev/null", direction) != descriptor) ::_exit(static_cast<int>(ExitCode::failed));
    }
}

bool standard_input_is_closed() {
    const int flags = ::fcntl(STDIN_FILENO, F_GETFL);
    return flags < 0 || (flags & O_ACCMODE) == O_WRONLY;
}

ExitCode flushed(ExitCode code, std::ostream& out) {
    out.flush();
    if (!out && !reader_has_left())
        throw Error("cannot write to standard output", "it is closed, or its disk is full");
    return code;
}

}  // namespace dateline
