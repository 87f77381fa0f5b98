#pragma once

#include <algorithm>
#include <string_view>

#include "common/archive/archive.h"
#include "common/text/language.h"

namespace dateline {

/// The language that the index has stemmed the article in: its own, or English in an archive that was made
/// before others were known.
[[nodiscard]] inline std::string_view article_language(const Archive& archive, const Article& article) {
    const std::string_view own = stemming_language(article.language);
    return std::ranges::find(archive.languages(), own) != archive.languages().end() ? own : default_language;
}

}  // namespace dateline
