#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace dateline {

/// The first letters of some words, to see at a glance where in a text they may stand. To cut a text into
/// words takes a hundred instructions a byte, this a few; and most of a hit's text is none of the query's
/// words.
class WordBegins {
public:
    /// Adds all words that begin with these characters, of which the first three letters and digits count.
    /// What the tokenizer leaves out within words (U.S., O'Neill) makes no difference.
    void add(std::string_view folded);

    /// From now on any word may be a wanted one.
    void add_all() { all_ = true; }

    /// A stretch of a text, in bytes.
    struct Stretch {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    /// The first stretch from `from` on that may have such words, with `margin` words on each side that space
    /// parts; empty, at the end of the text, where there is none. No word reaches over its ends. `from` is
    /// where a stretch ended, or 0. Letters beyond ASCII may be any, as they are written in several ways.
    [[nodiscard]] Stretch next(std::string_view text, std::size_t from) const;

    /// Words between two stretches, at least.
    static constexpr std::size_t margin = 6;

private:
    class Scan;

    /// Letters, digits, and whatever is between words.
    static constexpr std::size_t kinds = 37;

    std::bitset<kinds * kinds * kinds> three_;  ///< three characters in a row that a wanted word may show as
    bool all_ = false;
};

}  // namespace dateline
