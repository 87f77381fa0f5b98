#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"

namespace dateline {

/// What an exact phrase of Xapian's finds, without what it finds wrongly: it takes a word that an article has
/// without any position for one at position 0, so that "talk cocoa" would find an article with the title
/// "Cocoa falls" and "talks" in its text, which is filed under the stem "talk" without a position. The words
/// are folded.
[[nodiscard]] Xapian::Query without_false_starts(const Xapian::Query& phrase, const Archive& archive,
                                                 Analyzer& analyzer, const std::vector<std::string>& words);

}  // namespace dateline
