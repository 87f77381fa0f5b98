#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace dateline {

/// Looks a variable of the environment up; nothing when it is unset or empty.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// Where the archive is: what the command line says, else $DATELINE_DB, else what the configuration file
/// says, else $XDG_DATA_HOME/dateline/archive ($HOME/.local/share when that is unset). Throws Error when
/// nothing says.
[[nodiscard]] std::filesystem::path archive_folder(const std::optional<std::string>& from_command_line,
                                                   const std::optional<std::string>& from_file,
                                                   const Environment& environment);

/// $XDG_CONFIG_HOME/dateline/dateline.conf ($HOME/.config when that is unset), if there is something there.
[[nodiscard]] std::optional<std::filesystem::path> configuration_file(const Environment& environment);

/// The settings of a configuration file by their names: lines "name = value"; empty lines and lines that
/// begin with # say nothing. One file serves both tools, so each knows the other's settings. Paths begin with
/// / or with ~/, which is $HOME: what a relative one means would depend on where a tool is started. Throws
/// Error with the line.
[[nodiscard]] std::map<std::string, std::string> read_settings(const std::filesystem::path& file,
                                                               const Environment& environment);

}  // namespace dateline
