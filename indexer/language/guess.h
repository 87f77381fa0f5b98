#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/article.h"

namespace dateline {

/// The language a text is most likely written in, as an ISO 639-1 code, by the words of grammar that it is
/// full of, and by its script where only one language has it. Nothing when the text is too short or has too
/// much of two languages, or is in none that is known: a wrong language hides an article, none only leaves it
/// with the archive's. Looks at the first `most_looked_at` bytes.
[[nodiscard]] std::string_view guess_language(std::string_view text);

inline constexpr std::size_t most_looked_at = 2000;

/// Gives an article that names no language the one that its lede and text are most likely in, marked as
/// guessed; or none.
void add_guessed_language(Article& article);

/// Takes away what `add_guessed_language` has given.
void take_back_guessed_language(Article& article);

}  // namespace dateline
