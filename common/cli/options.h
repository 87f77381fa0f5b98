#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>

#include "common/cli/settings.h"
#include "common/dates.h"

namespace dateline {

/// What both tools take.
struct SharedOptions {
    std::optional<std::string> db;  ///< as given on the command line
    std::optional<std::string> db_from_file;
    Day today{};
    bool help = false;
    bool version = false;
    bool verbose = false;
};

/// Adds the options that both tools share.
void add_shared_options(boost::program_options::options_description& options);

/// Reads the command line and then the configuration file, whose values count where the command line says
/// nothing. Every option is spelled out in full. The file, which serves both tools, may hold "db = FOLDER",
/// "threads = N", "entities = WHICH", "entities-model = FILE", "authority = FILE" and "synonyms = FILE".
/// Throws Error; for an unknown option it names the nearest. Of the file's settings only "db" and
/// `own_settings` count: the other program may have an option of the same name.
[[nodiscard]] boost::program_options::variables_map parse_options(
    std::span<const std::string> arguments, const boost::program_options::options_description& options,
    const boost::program_options::positional_options_description& positions, const Environment& environment,
    std::span<const std::string_view> own_settings);

/// The shared options out of a parsed command line; `clock_today` is what no --today means.
[[nodiscard]] SharedOptions shared_options(const boost::program_options::variables_map& values,
                                           Day clock_today);

/// A whole number in an option, or an Error that names the option.
[[nodiscard]] std::uint64_t number_option(const boost::program_options::variables_map& values,
                                          const std::string& name, std::uint64_t least, std::uint64_t most);

}  // namespace dateline
