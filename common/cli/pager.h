#pragma once

#include <string>
#include <sys/types.h>

namespace dateline {

/// What $PAGER says, or `less -FRX` when it is not set, which ends by itself when all fits on the screen.
/// Nothing where it is set to nothing or to cat: then nothing is to be paged.
[[nodiscard]] std::string pager_command(const char* variable);

/// A program that standard output goes through while this exists, for a person to read page by page. The
/// caller has made sure that there is a terminal.
class Pager {
public:
    /// Runs the command by the shell. Interrupts are the pager's meanwhile. Throws Error when no process can
    /// be made.
    explicit Pager(const std::string& command);
    /// As `finish`, but for the Error.
    ~Pager();
    Pager(const Pager&) = delete;
    Pager& operator=(const Pager&) = delete;

    /// Ends the input of the pager, after whatever was written has been flushed, and waits for it to be
    /// closed. Throws Error when it could not be run, for then nobody has seen anything.
    void finish();

private:
    int wait();

    std::string command_;
    pid_t process_ = -1;
    int output_ = -1;  ///< what standard output was
};

}  // namespace dateline
