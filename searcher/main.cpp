#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <poll.h>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

#include "common/authority/authority.h"
#include "common/cli/data_files.h"
#include "common/error.h"
#include "common/version.h"
#include "searcher/options.h"
#include "searcher/query/help.h"
#include "searcher/session.h"

namespace {

using namespace dateline;

std::optional<std::string> environment_variable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
}

std::size_t terminal_width() {
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

OutputSettings output_settings(const SearcherOptions& options) {
    const bool terminal = ::isatty(STDOUT_FILENO) == 1;
    OutputSettings settings;
    settings.verbose = options.shared.verbose;
    settings.width = terminal ? terminal_width() : 0;
    settings.colour =
        options.colour == ColourChoice::always ||
        (options.colour == ColourChoice::automatic && terminal && !environment_variable("NO_COLOR") &&
         environment_variable("TERM").value_or("dumb") != "dumb");
    return settings;
}

/// Who is who: what is installed, and the user's own file over it.
Authority authority_of(const SearcherOptions& options) {
    Authority authority;
    if (!options.authority) return authority;
    std::error_code unknown;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    Folder folder;
    authority.add_file(data_file("authority.txt", program, environment_variable), folder);
    if (options.own_authority) authority.add_file(*options.own_authority, folder);
    return authority;
}

ExitCode run(const std::vector<std::string>& arguments) {
    const auto now = std::chrono::system_clock::now();
    const SearcherOptions options =
        parse_searcher_options(arguments, environment_variable, std::chrono::floor<std::chrono::days>(now));
    switch (options.view) {
        case SearchView::help:
            std::cout << searcher_help();
            return ExitCode::ok;
        case SearchView::query_help:
            std::cout << query_help();
            return ExitCode::ok;
        case SearchView::field_help:
            std::cout << field_help();
            return ExitCode::ok;
        case SearchView::tool_version:
            std::cout << "dateline-search " << version << '\n';
            return ExitCode::ok;
        default:
            break;
    }
    Session session(options.archive, authority_of(options), output_settings(options), std::cout, std::cerr);
    switch (options.view) {
        case SearchView::count:
            return session.count(options.request);
        case SearchView::entities:
            return session.list_entities(options.request, options.format);
        case SearchView::show:
            return session.show(options.show_id, options.request, options.format);
        case SearchView::queries: {
            std::ifstream queries(options.queries_file);
            if (!queries) throw Error("cannot read the queries").at(options.queries_file);
            return session.answer_all(queries, options.queries_file, options.request, options.format);
        }
        default:
            return session.answer(options.request, options.format);
    }
}

/// True when standard output is a pipe that nobody reads any more.
bool reader_has_left() {
    pollfd output{STDOUT_FILENO, POLLOUT, 0};
    return ::poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

/// What was written must have arrived; whoever closed the pipe early had enough.
ExitCode flushed(ExitCode code) {
    std::cout.flush();
    if (!std::cout && !reader_has_left()) throw Error("cannot write the answer");
    return code;
}

}  // namespace

int main(int count, char** values) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves shows in std::cout, see `flushed`
    try {
        return static_cast<int>(flushed(run({values + 1, values + count})));
    } catch (const Error& error) {
        std::cerr << error.describe() << '\n';
        return static_cast<int>(error.exit_code());
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what() << '\n';
        return static_cast<int>(ExitCode::failed);
    }
}
