#include "common/cli/settings.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "common/error.h"
#include "common/text/trim.h"

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

struct Setting {
    std::string_view name;
    bool is_path;
};
constexpr std::array known_settings{Setting{"db", true},        Setting{"threads", false},
                                    Setting{"entities", false}, Setting{"entities-model", true},
                                    Setting{"authority", true}, Setting{"synonyms", true}};

std::string whole_path(std::string_view value, const Environment& environment) {
    if (value.starts_with('/')) return std::string(value);
    const auto home = environment("HOME");
    if (value.starts_with("~/") && home) return *home + std::string(value.substr(1));
    throw Error(fmt::format("'{}' is no whole path", value), "begin it with / or ~/");
}

}  // namespace

std::map<std::string, std::string> read_settings(const std::filesystem::path& file,
                                                 const Environment& environment) {
    std::error_code status;
    if (!std::filesystem::is_regular_file(file, status)) {
        throw Error("cannot read the configuration: it is no plain file").at(file.string());
    }
    std::ifstream content(file);
    if (!content) throw Error("cannot read the configuration").at(file.string());
    std::map<std::string, std::string> settings;
    std::string text;
    for (std::uint64_t number = 1; std::getline(content, text); ++number) {
        try {
            std::string_view line = text;
            if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
            line = trimmed(line);
            if (line.empty() || line.front() == '#') continue;
            const std::size_t sign = line.find('=');
            if (sign == std::string_view::npos) throw Error("no 'name = value'", "begin a comment with #");
            const std::string_view name = trimmed(line.substr(0, sign));
            const std::string_view value = trimmed(line.substr(sign + 1));
            const auto* known = std::ranges::find(known_settings, name, &Setting::name);
            if (known == known_settings.end()) {
                throw Error(fmt::format("unknown setting '{}'", name),
                            "there are db, threads, entities, entities-model, authority and synonyms");
            }
            if (value.empty()) throw Error(fmt::format("'{}' has no value", name));
            const std::string whole = known->is_path ? whole_path(value, environment) : std::string(value);
            if (!settings.emplace(name, whole).second)
                throw Error(fmt::format("'{}' stands here twice", name));
        } catch (Error& error) {
            throw error.at(fmt::format("{}:{}", file.string(), number));
        }
    }
    return settings;
}

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
    if (!std::filesystem::exists(file, status)) return std::nullopt;
    return file;
}

}  // namespace dateline
