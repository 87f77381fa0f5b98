#include "indexer/search_program.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <fcntl.h>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "common/error.h"

namespace dateline {

namespace {

constexpr const char* program_name = "dateline-search";

/// Ids of one answer: the other program holds the articles of an answer in memory.
constexpr std::size_t page = 20'000;

/// What one run of the other program wrote, and whether anything matched.
struct ProgramAnswer {
    std::string out;
    bool matched = false;
};

[[noreturn]] void cannot_run(int reason) {
    throw Error(std::string("cannot run ") + program_name + ": " + std::generic_category().message(reason),
                "it belongs beside dateline-index, or into a folder of $PATH");
}

/// Both ends are closed with this, and neither is left open in the other program.
struct Pipe {
    int ends[2] = {-1, -1};

    Pipe() {
        if (::pipe2(ends, O_CLOEXEC) != 0) cannot_run(errno);
    }
    ~Pipe() {
        for (int& end : ends) close(end);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    static void close(int& end) {
        if (end >= 0) ::close(std::exchange(end, -1));
    }
};

pid_t start(const std::filesystem::path& asking, const std::vector<std::string>& arguments, int out) {
    std::vector<char*> words;
    std::string name = program_name;
    words.push_back(name.data());
    std::vector<std::string> kept = arguments;
    for (std::string& argument : kept) words.push_back(argument.data());
    words.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    if (const int failure = ::posix_spawn_file_actions_init(&actions); failure != 0) cannot_run(failure);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    const std::filesystem::path beside = asking.parent_path() / program_name;
    const bool is_beside = !asking.empty() && ::access(beside.c_str(), X_OK) == 0;
    pid_t process = 0;
    const int failure =
        is_beside ? ::posix_spawn(&process, beside.c_str(), &actions, nullptr, words.data(), environ)
                  : ::posix_spawnp(&process, program_name, &actions, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) cannot_run(failure);
    return process;
}

std::string read_all(int descriptor) {
    constexpr std::size_t step = 1 << 16;
    std::string content;
    for (;;) {
        const std::size_t before = content.size();
        content.resize(before + step);
        const ssize_t count = ::read(descriptor, content.data() + before, step);
        content.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count == 0 || (count < 0 && errno != EINTR)) return content;
    }
}

ProgramAnswer ask(const std::filesystem::path& asking, const std::vector<std::string>& arguments) {
    Pipe pipe;
    const pid_t process = start(asking, arguments, pipe.ends[1]);
    Pipe::close(pipe.ends[1]);
    ProgramAnswer answer;
    answer.out = read_all(pipe.ends[0]);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status)) throw Error(std::string(program_name) + " was ended by a signal");
    const int code = WEXITSTATUS(status);
    const bool answered = code == static_cast<int>(ExitCode::ok) || code == static_cast<int>(ExitCode::none);
    if (!answered) throw Error(std::string("the query cannot be answered, see above; nothing was removed"));
    answer.matched = code == static_cast<int>(ExitCode::ok);
    return answer;
}

std::uint64_t to_number(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    std::uint64_t number = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (status != std::errc{} || end != text.data() + text.size())
        throw Error(std::string(program_name) + " gives no number where one belongs",
                    "both programs must be of one version");
    return number;
}

void add_lines(std::string_view text, std::vector<std::string>& lines) {
    while (!text.empty()) {
        const std::size_t size = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, size));
        text.remove_prefix(std::min(size + 1, text.size()));
    }
}

}  // namespace

std::vector<std::string> ids_found(const ProgramQuestion& question) {
    const auto answer_to = [&](std::vector<std::string> view) {
        view.insert(view.end(),
                    {"--db", question.archive.string(), "--today", to_string(question.today), "--no-fold"});
        view.insert(view.end(), {"--", question.query});
        return ask(question.asking, view);
    };
    const ProgramAnswer counted = answer_to({"--count"});
    const std::uint64_t all = counted.matched ? to_number(counted.out) : 0;
    std::vector<std::string> ids;
    while (ids.size() < all) {
        const std::size_t before = ids.size();
        add_lines(answer_to({"--format", "ids", "--sort", "oldest", "--offset", std::to_string(before),
                             "--limit", std::to_string(page)})
                      .out,
                  ids);
        if (ids.size() == before) break;
    }
    std::vector<std::string> sorted = ids;
    std::ranges::sort(sorted);
    if (ids.size() != all || std::ranges::adjacent_find(sorted) != sorted.end())
        throw Error("the archive changed while it was asked; nothing was removed", "run again");
    return ids;
}

}  // namespace dateline
