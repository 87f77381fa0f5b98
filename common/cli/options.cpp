#include "common/cli/options.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

#include "common/edit_distance.h"
#include "common/error.h"
#include "common/published_dates.h"

namespace dateline {

namespace po = boost::program_options;

namespace {

/// Where the archive that the configuration file names stands among the parsed options.
const std::string file_db = "db of the file";

/// What a person types for an option: "--limit".
std::string with_dashes(const std::string& name) {
    return (name.size() == 1 ? "-" : "--") + name;
}

[[noreturn]] void unknown_option(const std::string& typed, const po::options_description& options) {
    std::string name = typed.substr(std::min(typed.find_first_not_of('-'), typed.size()));
    name.resize(std::min(name.find('='), name.size()));
    if (!typed.starts_with("--") && name.size() > 1) {
        throw Error("unknown option '" + typed + "'",
                    "to leave a word out, quote the whole query: 'ceasefire -trade'");
    }
    std::vector<std::string> names;
    for (const auto& option : options.options()) names.push_back(option->long_name());
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    const auto close = nearest(name, candidates);
    throw Error("unknown option '" + typed + "'",
                close ? fmt::format("did you mean --{}?", *close) : "--help lists the options");
}

/// Boost's error in our words.
[[noreturn]] void rethrow(const po::error& error, const po::options_description& options) {
    if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&error)) {
        unknown_option(unknown->get_option_name(), options);
    }
    std::string message = error.what();
    if (const auto* named = dynamic_cast<const po::error_with_option_name*>(&error)) {
        if (dynamic_cast<const po::multiple_occurrences*>(&error)) {
            message = named->get_option_name() + " is given more than once";
        } else if (const auto* syntax = dynamic_cast<const po::invalid_command_line_syntax*>(&error)) {
            const bool has_one = syntax->kind() == po::invalid_syntax::extra_parameter;
            message = named->get_option_name() + (has_one ? " takes no value" : " needs a value");
        }
    }
    throw Error(message, "--help lists the options");
}

}  // namespace

void add_shared_options(po::options_description& options) {
    options.add_options()                                                                             //
        ("db,d", po::value<std::string>()->value_name("FOLDER"),                                      //
         "the archive; else $DATELINE_DB, else 'db' in the configuration file, else the user's own")  //
        ("today", po::value<std::string>()->value_name("DATE"),
         "what 'yesterday' counts from, and how late articles may be dated; else the clock's")  //
        ("verbose,v", po::bool_switch(), "say more")                                            //
        ("help,h", po::bool_switch(), "this text")                                              //
        ("version", po::bool_switch(), "the version");
}

po::variables_map parse_options(std::span<const std::string> arguments,
                                const po::options_description& options,
                                const po::positional_options_description& positions,
                                const Environment& environment,
                                std::span<const std::string_view> own_settings) {
    po::variables_map values;
    try {
        using namespace po::command_line_style;
        po::command_line_parser parser(std::vector<std::string>(arguments.begin(), arguments.end()));
        parser.options(options).positional(positions).style(unix_style & ~allow_guessing & ~allow_sticky);
        po::store(parser.run(), values);
        po::notify(values);
    } catch (const po::error& error) {
        rethrow(error, options);
    }
    const auto file = configuration_file(environment);
    if (!file) return values;
    // insert() leaves what the command line gave. The archive stays apart: the environment may name one, and
    // that counts more than the file's.
    for (const auto& [name, value] : read_settings(*file, environment)) {
        const po::variable_value from_file(std::string(value), false);
        if (name == "db") values.insert({file_db, from_file});
        if (std::ranges::find(own_settings, name) != own_settings.end()) values.insert({name, from_file});
    }
    return values;
}

SharedOptions shared_options(const po::variables_map& values, Day clock_today) {
    SharedOptions options;
    if (values.count("db")) options.db = values["db"].as<std::string>();
    if (values.count(file_db)) options.db_from_file = values[file_db].as<std::string>();
    options.help = values["help"].as<bool>();
    options.version = values["version"].as<bool>();
    options.verbose = values["verbose"].as<bool>();
    options.today = clock_today;
    if (values.count("today")) {
        const std::string& text = values["today"].as<std::string>();
        const auto day = parse_timestamp(text);
        if (!day) throw Error("--today: '" + text + "' is no date", "write it as 2026-01-24");
        options.today = day->day;
    }
    return options;
}

std::uint64_t number_option(const po::variables_map& values, const std::string& name, std::uint64_t least,
                            std::uint64_t most) {
    const std::string& text = values[name].as<std::string>();
    std::uint64_t number = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = status == std::errc{} && end == text.data() + text.size();
    if (!is_number || number < least || number > most) {
        throw Error(fmt::format("{}: '{}' is no number from {} to {}", with_dashes(name), text, least, most));
    }
    return number;
}

}  // namespace dateline
