#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "common/archive/copies.h"
#include "common/archive/dead.h"
#include "common/archive/manifest.h"

namespace dateline {

/// A database of articles that is to become part of a larger one, those of its documents that are dead, and
/// the clusters of those that have copies.
struct Piece {
    std::filesystem::path folder;
    std::uint64_t articles = 0;
    DeadList dead;
    CopyList copies{};
};

/// Copies the pieces, in their order, into one database of full blocks at `folder`, durably; the pieces stay.
/// Returns the new piece; the dead are still in it, under their new numbers, as those with copies are. A
/// process may have only so many files open, so many pieces are joined in steps (layout::merge_step). Throws
/// Error.
[[nodiscard]] Piece merge(const std::vector<Piece>& pieces, const std::filesystem::path& folder);

/// Removes segments that are merged; those that cannot be removed go with the whole folder of work.
void discard(const std::vector<Piece>& segments);

/// When a run looks for parts to merge: after each publication it only keeps their number bounded, at its
/// end it also leaves few for searching.
enum class MergeTime : std::uint8_t { between_batches, at_end };

/// How a run merges parts.
enum class MergeMode : std::uint8_t {
    automatic,
    always,  ///< all into one at the end of the run
    never,   ///< none, up to the number of parts that can be searched well
};

/// The mode of that name: auto, always, never; nothing when there is none.
[[nodiscard]] std::optional<MergeMode> merge_mode(std::string_view name);

/// Parts that MergeMode::never puts up with: each costs every search a few open files, of which a process
/// may have a thousand. Beyond it the small ones are merged all the same.
inline constexpr std::size_t most_unmerged_parts = 64;

/// Which parts to merge into one now, as indexes into `parts`; fewer than two means none. By itself the
/// largest part is touched only at the end of a run and when the others together exceed half of it. Of the
/// others, once they are too many, the small ones are merged, and with them only what is at most twice all
/// that is smaller: so an article is copied a few times in its life, and most nights copy few.
[[nodiscard]] std::vector<std::size_t> parts_to_merge(const std::vector<Manifest::Part>& parts,
                                                      MergeTime time, MergeMode mode = MergeMode::automatic);

/// True when so much of a part is dead that writing the living anew is worth it.
[[nodiscard]] bool worth_rewriting(std::uint64_t articles, std::uint64_t dead,
                                   MergeMode mode = MergeMode::automatic);

}  // namespace dateline
