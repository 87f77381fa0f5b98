#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <sys/ioctl.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "common/cli/data_files.h"
#include "common/cli/exit.h"
#include "common/cli/streams.h"
#include "common/error.h"
#include "common/version.h"
#include "indexer/options.h"
#include "indexer/rejects_file.h"
#include "indexer/report.h"

namespace {

using namespace dateline;

std::atomic<int> signal_received = 0;

void on_signal(int signal) {
    signal_received = signal;
}

/// Not with std::signal: what waits for a pipe is to wake up.
void hear_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

std::optional<std::string> environment_variable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
}

/// The entity model that belongs to this program.
std::filesystem::path installed_model() {
    std::error_code unknown;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    return data_file("entities.bin", program, environment_variable);
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

ExitCode exit_code(const RunSummary& summary) {
    if (summary.interrupted) return signal_received == SIGTERM ? ExitCode::terminated : ExitCode::interrupted;
    return summary.rejected > 0 ? ExitCode::none : ExitCode::ok;
}

ExitCode index_articles(IndexerOptions& options) {
    std::optional<RejectsFile> rejects;
    if (options.rejects) rejects.emplace(*options.rejects, options.run.sources, options.run.archive);
    options.run.measure_sources = !options.quiet && ::isatty(STDERR_FILENO) == 1;
    ConsoleObserver observer(std::cerr, rejects ? &rejects->stream() : nullptr,
                             {.verbose = options.shared.verbose,
                              .progress = options.run.measure_sources,
                              .width = terminal_width()});
    options.run.writing.new_archive_id = new_archive_id();
    if (options.run.writing.entity_model.empty()) options.run.writing.entity_model = installed_model();
    hear_signals();

    const auto start = std::chrono::steady_clock::now();
    RunSummary summary;
    try {
        summary = run_indexer(options.run, observer, [] { return signal_received != 0; });
    } catch (...) {
        observer.finish();
        if (rejects) rejects->keep_what_there_is();
        throw;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    observer.finish();
    if (rejects) rejects->keep();

    const bool dry_run = options.run.writing.dry_run;
    if (summary.interrupted) {
        std::cerr << "stopped by a signal; what was read is in the archive, run again to go on\n";
    }
    if (options.json) {
        std::cout << summary_json(summary, took.count(), dry_run) << '\n';
    } else if (!options.quiet) {
        std::cout << summary_line(summary, took.count(), dry_run) << '\n';
    }
    return exit_code(summary);
}

ExitCode run(const std::vector<std::string>& arguments) {
    const auto now = std::chrono::system_clock::now();
    IndexerOptions options =
        parse_indexer_options(arguments, environment_variable, std::chrono::floor<std::chrono::days>(now),
                              std::max(1U, std::thread::hardware_concurrency()));
    if (options.shared.help) {
        std::cout << indexer_help();
        return ExitCode::ok;
    }
    if (options.shared.version) {
        std::cout << "dateline-index " << version << '\n';
        return ExitCode::ok;
    }
    if (options.list_formats) {
        std::cout << formats_help();
        return ExitCode::ok;
    }
    return index_articles(options);
}

}  // namespace

int main(int count, char** values) {
    secure_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves shows in std::cout, see `flushed`
    return exit_code_of([&] { return flushed(run({values + 1, values + count}), std::cout); }, std::cerr);
}
