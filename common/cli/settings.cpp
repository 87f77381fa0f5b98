#include "common/cli/settings.h"

#include "common/error.h"

namespace dateline {

namespace {

/// The folder of a kind by the XDG base directory specification.
std::optional<std::filesystem::path> base_folder(const Environment& environment, const std::string& variable,
                                                 const char* below_home) {
    // A relative path there is to be ignored, says the specification.
    if (const auto folder = environment(variable); folder && folder->front() == '/') return *folder;
    if (const auto home = environment("HOME")) return std::filesystem::path(*home) / below_home;
    return std::nullopt;
}

}  // namespace

std::filesystem::path archive_folder(const std::optional<std::string>& from_command_line,
                                     const std::optional<std::string>& from_file,
                                     const Environment& environment) {
    if (from_command_line) return *from_command_line;
    if (const auto folder = environment("DATELINE_DB")) return *folder;
    if (from_file) return *from_file;
    if (const auto data = base_folder(environment, "XDG_DATA_HOME", ".local/share")) {
        return *data / "dateline" / "archive";
    }
    throw Error("no archive is named", "name its folder with --db or in $DATELINE_DB");
}

std::optional<std::filesystem::path> configuration_file(const Environment& environment) {
    const auto folder = base_folder(environment, "XDG_CONFIG_HOME", ".config");
    if (!folder) return std::nullopt;
    std::filesystem::path file = *folder / "dateline" / "dateline.conf";
    std::error_code status;
    if (!std::filesystem::is_regular_file(file, status)) return std::nullopt;
    return file;
}

}  // namespace dateline
