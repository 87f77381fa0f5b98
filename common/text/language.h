#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// "en-US", "EN_us", "eng" and "English" are "en"; a code of two or three letters that is not known stays as
/// it is, in lower case. Nothing when it is no language.
[[nodiscard]] std::string language_code(std::string_view text);

/// The codes that the articles of what `code` names may have: "no" is also "nb" and "nn", and what is "nb"
/// or "nn" may be called "no". Of all others the code itself.
[[nodiscard]] std::vector<std::string> codes_of_language(std::string_view code);

/// What an archive stems by when an article does not say its language and its text does not tell.
inline constexpr std::string_view default_language = "en";

/// Stands for all languages that there is no stemmer for.
inline constexpr std::string_view unstemmed = "-";

/// The code of the language by whose rules the words of an article in that language are stemmed: mostly its
/// own, `default_language` where none is known, `unstemmed` where there is no stemmer. On disk, as a part of
/// terms, so nothing is ever added here without a new version of the analysis.
[[nodiscard]] std::string_view stemming_language(std::string_view code);

}  // namespace dateline
