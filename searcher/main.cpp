#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

#include "common/authority/authority.h"
#include "common/cli/data_files.h"
#include "common/cli/exit.h"
#include "common/cli/pager.h"
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

/// What needs no archive; nothing when the view is of one.
std::optional<ExitCode> print_help(SearchView view) {
    switch (view) {
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
            return std::nullopt;
    }
}

ExitCode answer(const SearcherOptions& options, const OutputSettings& settings) {
    Session session(options.archive, authority_of(options), settings, std::cout, std::cerr);
    if (options.synonyms) session.use(Synonyms::read_file(*options.synonyms));
    SearchRequest request = options.request;
    if (options.draws_seed) {
        request.seed = std::random_device()() % 1'000'000;
        std::cerr << "order by chance; --seed " << request.seed << " repeats it\n";
    }
    switch (options.view) {
        case SearchView::count:
            return session.count(request);
        case SearchView::analyze:
            return session.analyze(request, options.format);
        case SearchView::entities:
            return session.list_entities(request, options.format);
        case SearchView::show:
            return session.show(options.show_id, request, options.format);
        case SearchView::diff:
            return session.diff(options.diff_ids[0], options.diff_ids[1], options.format);
        case SearchView::queries: {
            if (options.queries_file == "-") {
                return session.answer_all(std::cin, "standard input", request, options.format);
            }
            std::ifstream queries(options.queries_file);
            std::error_code unknown;
            if (!queries || std::filesystem::is_directory(options.queries_file, unknown))
                throw Error("cannot read the queries").at(options.queries_file);
            return session.answer_all(queries, options.queries_file, request, options.format);
        }
        default:
            return session.answer(request, options.format, options.plot_file);
    }
}

ExitCode run(const std::vector<std::string>& arguments) {
    const auto now = std::chrono::system_clock::now();
    const SearcherOptions options =
        parse_searcher_options(arguments, environment_variable, std::chrono::floor<std::chrono::days>(now));
    if (const auto done = print_help(options.view)) return flushed(*done, std::cout);
    const OutputSettings settings = output_settings(options);
    const std::string pager_name =
        options.pager && ::isatty(STDOUT_FILENO) == 1 ? pager_command(std::getenv("PAGER")) : "";
    if (pager_name.empty()) return flushed(answer(options, settings), std::cout);
    Pager pager(pager_name);
    const ExitCode code = flushed(answer(options, settings), std::cout);
    pager.finish();
    return code;
}

}  // namespace

int main(int count, char** values) {
    secure_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves shows in std::cout, see `flushed`
    return exit_code_of([&] { return run({values + 1, values + count}); }, std::cerr);
}
