#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "searcher/answer.h"

namespace dateline {

/// The text as it may go to a terminal: nothing in it can move the cursor, change colours or turn the
/// direction of what follows. Tabs and line breaks become spaces; other control characters (C0, DEL, C1),
/// bidirectional overrides, embeddings and isolates, and byte order marks go; broken bytes become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// The same, with the marks where they belong.
[[nodiscard]] Excerpt printable(const Excerpt& excerpt);

/// At most that many characters of an excerpt from its begin on, cut between words where one ends in the
/// last quarter, else between what readers take for characters.
[[nodiscard]] Excerpt clipped(const Excerpt& excerpt, std::size_t characters);

/// Marks that only a space parts, made one: "**Abu Dhabi** talks" reads better than "**Abu** **Dhabi**".
[[nodiscard]] Excerpt with_joined_marks(Excerpt excerpt);

}  // namespace dateline
