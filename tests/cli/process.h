#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// What a program left behind.
struct Outcome {
    std::string out;
    std::string err;
    int code = -1;   ///< exit code; -1 when a signal ended the program
    int signal = 0;  ///< that ended the program; 0 when it exited by itself
};

/// A program to run. Its environment is what stands here and nothing else.
struct Command {
    std::string program;
    std::vector<std::string> arguments;
    std::map<std::string, std::string> environment;
    std::string folder;               ///< to run in; empty: the test's own
    std::string input;                ///< on its standard input, which then ends
    bool keep_input_open = false;     ///< standard input stays open after `input` until the program ends
    bool reader_leaves = false;       ///< nobody reads its standard output
    bool ignore_broken_pipe = false;  ///< SIGPIPE is ignored when it starts, as under some services
};

/// A program that runs. Both outputs are read while it does, so that it never waits for us.
class Process {
public:
    /// Throws std::runtime_error when the program cannot be started.
    explicit Process(const Command& command);
    /// Kills the program if it still runs.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void send(int signal) const;

    [[nodiscard]] int pid() const;

    /// Reads for at most so long, or until the program has closed its outputs; true when it has.
    bool run_for(std::chrono::milliseconds time);

    /// Waits for the end. A program that takes longer than any test may is killed, and the outcome says so.
    [[nodiscard]] Outcome wait();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Runs the program to its end.
[[nodiscard]] Outcome run(const Command& command);

}  // namespace dateline::cli
