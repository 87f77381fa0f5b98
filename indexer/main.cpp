#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <sys/ioctl.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "common/error.h"
#include "common/version.h"
#include "indexer/options.h"
#include "indexer/report.h"

namespace {

using namespace dateline;

std::atomic<int> signal_received = 0;

void on_signal(int signal) {
    signal_received = signal;
}

std::optional<std::string> environment_variable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
}

/// Where the entity model is installed, as seen from the program.
std::filesystem::path installed_model() {
    std::error_code unknown;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    return (program.parent_path() / DATELINE_DATA_FROM_PROGRAM / "entities.bin").lexically_normal();
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
    std::ofstream rejects;
    if (options.rejects) {
        rejects.open(*options.rejects);
        if (!rejects) throw Error("cannot write the rejected records here").at(*options.rejects);
    }
    options.run.measure_sources = !options.quiet && ::isatty(STDERR_FILENO) == 1;
    ConsoleObserver observer(std::cerr, options.rejects ? &rejects : nullptr,
                             {.verbose = options.shared.verbose,
                              .progress = options.run.measure_sources,
                              .width = terminal_width()});
    options.run.writing.new_archive_id = new_archive_id();
    if (options.run.writing.entity_model.empty()) options.run.writing.entity_model = installed_model();
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);

    const auto start = std::chrono::steady_clock::now();
    const RunSummary summary = run_indexer(options.run, observer, [] { return signal_received != 0; });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    observer.finish();
    if (options.rejects && !rejects.flush())
        throw Error("cannot write the rejected records").at(*options.rejects);

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
    try {
        return static_cast<int>(run({values + 1, values + count}));
    } catch (const Error& error) {
        std::cerr << error.describe() << '\n';
        return static_cast<int>(error.exit_code());
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what() << '\n';
        return static_cast<int>(ExitCode::failed);
    }
}
