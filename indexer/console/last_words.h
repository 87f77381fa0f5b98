#pragma once

#include <filesystem>

namespace dateline {

/// From here on the program ends with a clear error, too, where Xapian 1.4 ends it: when a disk is full or
/// fails while the postings of a segment are written, the exception meets a function of Xapian's that lets
/// none out. What was published before is not touched, as when the program is killed.
void say_why_xapian_ends_the_program(const std::filesystem::path& archive);

}  // namespace dateline
