#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/article.h"

namespace dateline {

enum class Change : std::uint8_t { kept, removed, added };

/// Words side by side with the same fate.
struct DiffPiece {
    Change change = Change::kept;
    std::string text;           ///< apart by single spaces, or as scripts without spaces have them
    bool space_before = false;  ///< stands in the text that it is of between it and what is before it

    bool operator==(const DiffPiece&) const = default;
};

/// A paragraph of both texts in one: where something was replaced, what was removed stands before what was
/// added.
using DiffParagraph = std::vector<DiffPiece>;

/// The fewest words that must be removed from one text and added to make it the other; of long texts that
/// have little in common, few of them. Words differ when any letter does; how they are parted into paragraphs
/// makes no difference. Memory and time are bounded: together the texts may have `most_words_compared` words.
/// Throws Error when they have more.
[[nodiscard]] std::vector<DiffParagraph> word_diff(const std::vector<std::string>& from,
                                                   const std::vector<std::string>& to);

/// Some 2 MB of text; two such texts take a few seconds at worst.
inline constexpr std::size_t most_words_compared = 400'000;

/// What became of one article in another: of its title, and of its lede and body as one text.
struct ArticleDiff {
    Article from;
    Article to;
    std::vector<DiffParagraph> title;  ///< none or one
    std::vector<DiffParagraph> text;
    std::uint64_t removed = 0;  ///< words, title and text together
    std::uint64_t added = 0;

    [[nodiscard]] bool same() const { return removed == 0 && added == 0; }
};

/// Throws Error as `word_diff` does.
[[nodiscard]] ArticleDiff article_diff(Article from, Article to);

}  // namespace dateline
