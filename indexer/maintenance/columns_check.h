#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <xapian.h>

namespace dateline {

/// What is wrong with the columns (slot_columns.h) of a part with so many documents, held against its
/// database; nothing when they say the same. Throws Error when they do not read, and what Xapian throws.
[[nodiscard]] std::vector<std::string> faults_of_columns(const std::filesystem::path& part,
                                                         const Xapian::Database& database,
                                                         std::uint64_t documents);

/// How the slot is called where a fault is told.
[[nodiscard]] std::string name_of_slot(Xapian::valueno slot);

}  // namespace dateline
