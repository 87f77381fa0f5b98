#include "indexer/console/surroundings.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "common/cli/data_files.h"

namespace dateline {

namespace {

std::atomic<int> signal_received = 0;

void on_signal(int signal) {
    signal_received = signal;
}

std::int64_t seconds_now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
        .time_since_epoch()
        .count();
}

}  // namespace

/// Not with std::signal: what waits for a pipe is to wake up.
void hear_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

bool is_stopped() {
    return signal_received != 0;
}

ExitCode stopped_by_signal() {
    return signal_received == SIGTERM ? ExitCode::terminated : ExitCode::interrupted;
}

std::optional<std::string> environment_variable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
}

std::filesystem::path this_program() {
    std::error_code unknown;
    return std::filesystem::read_symlink("/proc/self/exe", unknown);
}

std::filesystem::path installed_model() {
    return data_file("entities.bin", this_program(), environment_variable);
}

Journalling journalling(std::string kind) {
    Journalling journal;
    journal.entry.kind = std::move(kind);
    journal.entry.start = seconds_now();
    journal.now = seconds_now;
    return journal;
}

std::string new_archive_id() {
    std::random_device random;
    std::string id;
    for (int i = 0; i < 4; ++i) id += fmt::format("{:08x}", random());
    return id;
}

std::size_t terminal_width() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool draws_progress(bool quiet) {
    return !quiet && ::isatty(STDERR_FILENO) == 1;
}

}  // namespace dateline
