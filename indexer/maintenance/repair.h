#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include <xapian.h>

#include "indexer/archive/archive_writer.h"

namespace dateline {

/// An article that a repair could not save.
struct LostArticle {
    std::string part;
    Xapian::docid document = 0;  ///< 0 when not even that is known
    std::string id;              ///< empty when it is not known
};

struct RepairOptions {
    std::filesystem::path archive;
    std::size_t threads = 1;
    std::string new_archive_id;      ///< for an archive that has lost its own: 32 hex digits
    Journalling journal{};           ///< of a repair that was needed and done
    unsigned duplicate_window = 30;  ///< days, for the copies of articles in parts that are built anew
    std::function<void(const std::string& fault)> on_fault{};  ///< each that was found; not empty
    std::function<void(const LostArticle&)> on_lost{};         ///< not empty
};

struct RepairSummary {
    bool was_needed = false;
    std::uint64_t articles = 0;  ///< living ones, afterwards
    std::uint64_t lost = 0;
    /// Articles that had been replaced or removed and cannot be told from living ones any more, as far as the
    /// manifest tells their number.
    std::uint64_t back = 0;
    /// Nothing tells any more which articles had been removed; they may be back.
    bool removals_unknown = false;
    std::uint64_t rebuilt = 0;   ///< parts
    std::filesystem::path kept;  ///< where the damaged files are now; empty when none had to be put away
    bool interrupted = false;    ///< by `stop`; then nothing was changed
};

/// Makes an archive whole again, as far as its stored articles allow:
///
///     tables of a part          built anew from its stored articles
///     blocks of stored articles their articles are lost, and told; the others stay
///     a list of the dead        of several articles of one id the newest lives
///     a list of copies          found anew, with the part
///     the book of names         made anew, and with it every part
///     the journal of runs       begins anew
///     the manifest              made anew of the parts in the folder
///
/// Sound parts stay as they are. What is new is built beside what is there and takes its place in one
/// publication; damaged files are put into a folder of their own (layout::damaged) afterwards and never
/// deleted. Holds the lock. Throws Error; then the archive is as it was.
[[nodiscard]] RepairSummary repair_archive(const RepairOptions& options, const std::function<bool()>& stop);

}  // namespace dateline
