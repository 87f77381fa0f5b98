#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/answer.h"
#include "searcher/view_count.h"
#include "searcher/word_stems.h"

namespace dateline {

/// What somebody may have meant who typed a word that no article has: words of the archive that are one
/// letter off, or two when the word is long and nothing is one off. No other dictionary is asked, so what is
/// suggested is always found. Only suggests; nothing here changes a query.
class DidYouMean {
public:
    /// All must outlive this.
    DidYouMean(const Archive& archive, Analyzer& analyzer, const ViewCounter& counter)
        : archive_(archive), analyzer_(analyzer), counter_(counter) {}

    /// True for what could be a slip: no article has it in any form, and it is three letters or more, none of
    /// them a digit. Characters of scripts without spaces come one by one, and never are.
    [[nodiscard]] bool is_unknown(const std::string& folded) const;

    /// For an unknown word at most `most_suggestions`, the closest first, then those of most articles; last,
    /// when a space alone is missing, the two words: "cease fire".
    [[nodiscard]] std::vector<SuggestedWord> suggest(const std::string& folded) const;

    /// For words that nobody writes side by side: the one that they are together, when articles have that.
    [[nodiscard]] std::optional<SuggestedWord> suggest_joined(const std::vector<std::string>& folded) const;

    static constexpr std::size_t most_suggestions = 3;

private:
    [[nodiscard]] WordStems stems_of(const std::string& folded) const;
    struct Candidate {
        std::string word;
        std::size_t slips;
        Xapian::doccount articles;  ///< with its stem, dead ones and copies too: enough for an order
    };

    [[nodiscard]] std::optional<SuggestedWord> parted(const std::string& folded) const;
    [[nodiscard]] std::vector<Candidate> candidates(const std::string& folded) const;
    [[nodiscard]] std::string as_written(const std::string& folded) const;

    const Archive& archive_;
    Analyzer& analyzer_;
    const ViewCounter& counter_;
};

}  // namespace dateline
