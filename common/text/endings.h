#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// True for a folded word that some language may inflect. Numbers, and words of scripts from Thai on, are the
/// same in texts of all languages.
[[nodiscard]] bool has_endings(std::string_view word);

/// The folded word with the accents back that its ending has in correct spelling, where there is no doubt:
/// French "annoncees" is "annoncées", Portuguese "eleicoes" "eleições". The stemmer of the language looks for
/// them, and a word that was written or typed without must have the same stem.
[[nodiscard]] std::string with_accents(std::string word, std::string_view language);

}  // namespace dateline
