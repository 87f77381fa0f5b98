#pragma once

#include <iosfwd>

#include "common/archive/manifest.h"
#include "searcher/formats/formatter.h"
#include "searcher/word_diff.h"

namespace dateline {

/// Two articles in one for reading: a line about each, the title, the paragraphs, wrapped where there is a
/// terminal. What was removed is red, what was added green; without colour they stand in [-brackets-] and
/// {+braces+}.
void write_diff_text(std::ostream& sink, const ArticleDiff& diff, const OutputSettings& settings);

/// The same as one JSON object, see docs/json.md; on one line when `indent` is negative.
void write_diff_json(std::ostream& sink, const ArticleDiff& diff, const Manifest& manifest, int indent);

}  // namespace dateline
