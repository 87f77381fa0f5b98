#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The letters, accents and digits of a word as it is written, in lower case and one form of Unicode: what
/// the index folds away comes back by comparing these. "MÜLLER's" is "müllers", whether its umlaut is one
/// character or two.
[[nodiscard]] std::string written_letters(std::string_view word);

/// True when the word has accents or other letters that the index folds into plain ones, as Müller, Łódź and
/// Straße have.
[[nodiscard]] bool is_folded_away(std::string_view written, std::string_view folded);

}  // namespace dateline
