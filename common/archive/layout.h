#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// Where everything in an archive stands. All file names are made here and nowhere else; they are on disk.
///
///     manifest           names the live parts; replaced by one rename, so a reader sees one whole state
///     names              every value of every faceted field, a line each; only ever grows
///     runs               the journal of runs; only ever grows
///     lock               held by the run that writes
///     part-000001/       a Xapian database; never changed once the manifest names it
///     part-000001/records its stored articles
///     part-000001/sketches what finds copies of these
///     part-000001/columns the names and dates of these, for counting
///     dead-000001-000007 articles of part 1 that are replaced or removed, as of revision 7
///     copies-000001-000007 articles of part 1 that have copies, as of revision 7
///     damaged-000009/    what a repair found damaged, as of revision 9; nothing reads it
///     work/              what the running run has not published; whatever a dead run left goes at the next
namespace dateline::layout {

using Path = std::filesystem::path;

[[nodiscard]] Path manifest(const Path& archive);
[[nodiscard]] Path names(const Path& archive);
[[nodiscard]] Path runs(const Path& archive);
[[nodiscard]] Path lock(const Path& archive);
[[nodiscard]] Path work(const Path& archive);
/// Of a part or a segment, beside the files of its database.
[[nodiscard]] Path records(const Path& part);
[[nodiscard]] Path sketches(const Path& part);
/// Of a part alone.
[[nodiscard]] Path columns(const Path& part);
/// Of a segment alone: its articles as they are compared with others.
[[nodiscard]] Path copy_texts(const Path& segment);
[[nodiscard]] Path rebuilt(const Path& archive);  ///< an archive inside work/ that is to take over
[[nodiscard]] Path names_draft(const Path& archive);
/// What a repair has put out of use, as of that revision; stays until a person removes it.
[[nodiscard]] Path damaged(const Path& archive, std::uint64_t revision);
[[nodiscard]] Path segment(const Path& archive, std::uint64_t number);  ///< inside work/

/// Bytes of all files of a part; what cannot be read counts nothing.
[[nodiscard]] std::uint64_t part_bytes(const Path& part);

[[nodiscard]] std::string part_name(std::uint64_t number);
/// What many pieces are joined by on the way to a part: beside it, and swept like it.
[[nodiscard]] Path merge_step(const Path& part, std::uint64_t number);
[[nodiscard]] std::string dead_name(std::uint64_t part, std::uint64_t revision);
[[nodiscard]] std::string copies_name(std::uint64_t part, std::uint64_t revision);
/// The number in a name that part_name made.
[[nodiscard]] std::optional<std::uint64_t> part_number(std::string_view file_name);
/// The revision in a name that dead_name made for that part.
[[nodiscard]] std::optional<std::uint64_t> dead_revision(std::string_view file_name, std::uint64_t part);

[[nodiscard]] bool is_copies_name(std::string_view file_name);

/// True for the names that part_name, dead_name and copies_name make: what may be swept when no manifest
/// names it.
[[nodiscard]] bool belongs_to_part(std::string_view file_name);

}  // namespace dateline::layout
