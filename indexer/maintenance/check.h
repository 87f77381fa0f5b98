#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace dateline {

/// What a check has found.
struct CheckSummary {
    std::uint64_t articles = 0;  ///< that were looked at
    std::uint64_t faults = 0;
    bool interrupted = false;
};

/// Looks through a whole archive: the tables of each part, by Xapian; and the articles, whose stored text is
/// analysed again and compared with what the index has for it: which terms in which articles and how often,
/// dates, names. That no id stands there twice is a part of it. Each fault is told as one line. Throws Error
/// for an archive that cannot be opened at all.
[[nodiscard]] CheckSummary check_archive(const std::filesystem::path& archive,
                                         const std::function<void(const std::string&)>& fault,
                                         const std::function<bool()>& stop);

}  // namespace dateline
