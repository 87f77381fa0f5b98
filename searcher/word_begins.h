#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace dateline {

/// The first letters of some words, to see at a glance that a text has none of them. To cut a text into words
/// takes a hundred instructions a byte, this a few; and most paragraphs of a hit have no word of the query.
class WordBegins {
public:
    /// Adds all words that begin with these characters, of which the first three letters and digits count.
    /// What the tokenizer leaves out within words (U.S., O'Neill) makes no difference.
    void add(std::string_view folded);

    /// From now on nothing can be told of any text.
    void add_all() { all_ = true; }

    /// False when no such word stands in the text. True of texts with letters beyond ASCII, which may be
    /// written in several ways.
    [[nodiscard]] bool may_stand_in(std::string_view text) const;

private:
    /// Letters, digits, and whatever is between words.
    static constexpr std::size_t kinds = 37;

    std::bitset<kinds * kinds * kinds> three_;  ///< three characters in a row that a wanted word may show as
    bool all_ = false;
};

}  // namespace dateline
