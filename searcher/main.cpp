#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

#include "common/authority/authority.h"
#include "common/cli/data_files.h"
#include "common/cli/exit.h"
#include "common/cli/streams.h"
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
    if (options.synonyms) session.use(Synonyms::read_file(*options.synonyms));
    switch (options.view) {
        case SearchView::count:
            return session.count(options.request);
        case SearchView::analyze:
            return session.analyze(options.request, options.format);
        case SearchView::entities:
            return session.list_entities(options.request, options.format);
        case SearchView::show:
            return session.show(options.show_id, options.request, options.format);
        case SearchView::diff:
            return session.diff(options.diff_ids[0], options.diff_ids[1], options.format);
        case SearchView::queries: {
            if (options.queries_file == "-") {
                return session.answer_all(std::cin, "standard input", options.request, options.format);
            }
            std::ifstream queries(options.queries_file);
            std::error_code unknown;
            if (!queries || std::filesystem::is_directory(options.queries_file, unknown))
                throw Error("cannot read the queries").at(options.queries_file);
            return session.answer_all(queries, options.queries_file, options.request, options.format);
        }
        default:
            return session.answer(options.request, options.format);
    }
}

}  // namespace

int main(int count, char** values) {
    secure_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves shows in std::cout, see `flushed`
    return exit_code_of([&] { return flushed(run({values + 1, values + count}), std::cout); }, std::cerr);
}
