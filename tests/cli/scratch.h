#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace dateline::cli {

/// A folder of a test's own, gone when the test ends.
class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }

    /// Writes a file, with the folders it needs; returns its path.
    std::string write(std::string_view name, std::string_view content) const;

    /// Makes an empty folder; returns its path.
    [[nodiscard]] std::string make_folder(std::string_view name) const;

private:
    std::filesystem::path folder_;
};

[[nodiscard]] std::string file_content(const std::filesystem::path& file);

/// Every file below the folder with its content, to see whether anything there has changed.
[[nodiscard]] std::map<std::string, std::string> tree_content(const std::filesystem::path& folder);

[[nodiscard]] std::string gzipped(std::string_view content);
[[nodiscard]] std::string zstd_compressed(std::string_view content);

}  // namespace dateline::cli
