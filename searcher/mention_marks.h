#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/text/analyzer.h"
#include "searcher/answer.h"
#include "searcher/highlight.h"

namespace dateline {

/// Finds in an article's text where it mentions its people, organisations and places, by the spellings that
/// are stored with it. Made once an article; it keeps a reference to the analyzer.
class MentionMarker {
public:
    MentionMarker(const Article& article, Analyzer& analyzer);

    /// The places in order, those that overlap or touch made one. A name that is written with capitals is
    /// not found in small letters: "US" is no "us".
    [[nodiscard]] std::vector<Span> marks(std::string_view text);

private:
    enum class Capitals : std::uint8_t { any, first, all };
    static Capitals capitals_of(std::string_view form);
    [[nodiscard]] static bool fits(std::string_view mention, Capitals capitals);

    std::vector<Capitals> capitals_;  ///< of each form that is looked for
    std::optional<Highlighter> highlighter_;
};

}  // namespace dateline
