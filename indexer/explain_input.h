#pragma once

#include <ostream>

#include "indexer/reading.h"

namespace dateline {

/// Says of each file of the sources how it is read: the format and how sure it is, and of its first records
/// every field with the rule that gave it, and every note. Rejected records are among what it says. Throws
/// Error for a source that is missing.
void explain_input(const ReadingOptions& options, std::ostream& out);

}  // namespace dateline
