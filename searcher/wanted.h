#pragma once

#include <string>
#include <vector>

#include "searcher/letter_case.h"

namespace dateline {

/// What a query wants to find in the words of an article, for marking it there and for choosing the excerpt
/// that shows most of it. Words a query excludes are not in here, nor are filters.
///
/// All words are folded, as the analyzer makes them. A word of a script without spaces is given whole
/// ("北京"); it stands for its characters side by side.
struct Wanted {
    std::vector<std::string> words;  ///< match exactly
    /// Each matches every word with one of these as its IndexedWord::stem, in the language of the text.
    std::vector<std::vector<std::string>> stems;
    std::vector<std::string> prefixes;              ///< match every word that begins so
    std::vector<std::vector<std::string>> phrases;  ///< words that stand side by side, each exactly
    /// Words of which any will do, each exactly: all of a list are one thing wanted.
    std::vector<std::vector<std::string>> similar{};

    /// Words that stand side by side, each exactly and written so.
    struct Cased {
        std::vector<std::string> words;
        LetterCase letters = LetterCase::any;

        bool operator==(const Cased&) const = default;
    };
    std::vector<Cased> cased{};

    [[nodiscard]] bool empty() const {
        return words.empty() && stems.empty() && prefixes.empty() && phrases.empty() && similar.empty() &&
               cased.empty();
    }

    bool operator==(const Wanted&) const = default;
};

}  // namespace dateline
