#pragma once

#include <filesystem>

#include <xapian.h>

namespace dateline {

/// Writes the columns (slot_columns.h) of a part whose database is whole. Nothing is synced. Throws Error,
/// and what Xapian throws.
void write_columns(const Xapian::Database& part, const std::filesystem::path& file);

}  // namespace dateline
