#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

/// Writing that a power cut does not undo. Every function throws Error with the path and the system's reason.
namespace dateline {

/// Creates or replaces the file so that at any moment either the old or the new content is there whole, and
/// the new one stays once this returns.
void write_durably(const std::filesystem::path& file, std::string_view content);

/// Puts the content behind the first `valid` bytes of the file, in place of whatever follows them there;
/// makes the file when there is none.
void append_durably(const std::filesystem::path& file, std::uint64_t valid, std::string_view content);

/// Makes a file, or a folder's list of names, survive a power cut.
void sync_path(const std::filesystem::path& path);

/// Syncs every file in the folder, then the folder itself.
void sync_tree(const std::filesystem::path& folder);

/// The whole of a file that the archive says it has, as bytes.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

}  // namespace dateline
