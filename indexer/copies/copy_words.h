#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/dates.h"
#include "common/text/fold.h"
#include "common/text/tokens.h"

namespace dateline {

/// A word as it counts when two texts are compared. Papers set the same story in their own style, so that
/// "5 pct", "5 per cent" and "5%" are one, "centre" and "center", "Mr Baker" and "Baker"; what says little,
/// as "the" and "on", does not count at all.
struct CopyWord {
    std::uint32_t hash = 0;  ///< equal words have equal ones
    std::uint32_t shape =
        0;  ///< of a word, which letters it has; of a number, its last digits; see looks_like

    bool operator==(const CopyWord&) const = default;
};

/// A number, "12" or "1.5", perhaps with letters: "12th".
[[nodiscard]] constexpr bool is_number(CopyWord word) {
    return (word.shape & 0x8000'0000U) != 0;
}

/// True when one may be the other with a character or two misread, as bad print comes out of a scanner.
[[nodiscard]] bool looks_like(CopyWord one, CopyWord other);

/// Words behind these are not looked at: who copies a book is not asked.
inline constexpr std::size_t most_copy_words = 50'000;

/// Appends what counts of a folded word (tokens.h), if anything.
void append_copy_word(std::string_view folded, std::vector<CopyWord>& words);

/// An article as far as copies go by it. Its title is none of it: papers make their own.
struct CopyText {
    std::optional<Day> published;
    std::uint64_t source = 0;  ///< a hash of the folded key of its source; 0 when it names none
    std::vector<CopyWord> words;
};

/// Makes it of an article. One a thread.
class CopyTextMaker {
public:
    [[nodiscard]] CopyText make(const Article& article);

private:
    Folder folder_;
    Tokenizer tokenizer_{folder_};
};

/// As CopyText::source has it.
[[nodiscard]] std::uint64_t copy_source(std::string_view source, Folder& folder);

}  // namespace dateline
