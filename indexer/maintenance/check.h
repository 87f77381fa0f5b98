#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace dateline {

/// What a check has found.
struct CheckSummary {
    std::uint64_t articles = 0;  ///< living ones that were looked at
    std::uint64_t faults = 0;
    /// Xapian's own check of the tables was left out where it would have to write to them and may not.
    bool tables_unchecked = false;
    bool interrupted = false;
};

/// Looks through a whole archive: the book of names, the lists of the dead and the sizes in the manifest; the
/// tables of each part, by Xapian; and the articles, whose stored text is analysed again and compared with
/// what the index has for it: terms, their frequencies and positions, dates, names. That no id stands there
/// twice is a part of it. Each fault is told as one line that names the part, and where there is one the
/// document and its id. Runs may go on meanwhile; a part that one replaces is checked in its new form. Throws
/// Error for an archive without a manifest that reads.
[[nodiscard]] CheckSummary check_archive(const std::filesystem::path& archive,
                                         const std::function<void(const std::string&)>& fault,
                                         const std::function<bool()>& stop);

}  // namespace dateline
