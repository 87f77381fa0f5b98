#pragma once

#include <istream>
#include <ostream>
#include <string_view>

#include "indexer/entities/recogniser.h"

namespace dateline::entities {

/// Labels a file of tokens, one a line (what stands behind a tab is ignored), a blank line between sentences,
/// "-DOCSTART-" before documents: writes "token TAB tag" lines with B-, I- and O, and the other lines as they
/// are. A token that our tokeniser cuts gets a tag when the whole of it is in one entity.
void tag_tokens(Recogniser& recogniser, std::istream& in, std::ostream& out);

/// Prints the mentions of a text, a line each: kind, begin and end in bytes, surface form, canonical name,
/// probability, apart by tabs. Paragraphs end at blank lines; the first one counts as the title.
void print_mentions(Recogniser& recogniser, std::string_view text, std::ostream& out);

}  // namespace dateline::entities
