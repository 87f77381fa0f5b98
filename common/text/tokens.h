#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/text/fold.h"

namespace dateline {

/// A word of a text, as search sees it.
struct Token {
    std::size_t begin = 0;  ///< byte offsets in the text, of what a reader would see marked
    std::size_t end = 0;
    std::string_view word;  ///< folded; valid until the next token is asked for
    /// True for a character of a script written without spaces (Chinese, Japanese, Thai ...): the token is
    /// one such character, and pairs of neighbours are what is indexed. Two such tokens are neighbours when
    /// the one begins where the other ends.
    bool unspaced = false;
};

/// Cuts text into words. What it does with the characters inside words:
///
///     Trump's          trump        a possessive is no part of the word
///     O'Neill          oneill       other apostrophes vanish
///     d'Ivoire         d + ivoire   but elided articles stand apart
///     U.S., AT&T, C++  us, at&t, c++
///     covid-19         covid + 19   hyphens part
///     155,221 3.5      155221, 3.5  numbers keep a decimal point, lose their thousands' marks
///     北京              北 + 京       unspaced
///
/// One text at a time: the tokens' words point into the tokenizer.
class Tokenizer {
public:
    explicit Tokenizer(Folder& folder) : folder_(folder) {}

    void start(std::string_view text);
    /// Puts the next word into `token`; false at the end of the text.
    [[nodiscard]] bool next(Token& token);

private:
    [[nodiscard]] bool find_begin();
    /// Both read a word into `word_`, leave `at_` where the search for the next one begins, and return where
    /// the word ends for a reader.
    std::size_t read_unspaced();
    std::size_t read_word();
    [[nodiscard]] std::size_t programming_suffix() const;
    void cut_word();

    Folder& folder_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::string word_;
};

/// No term's word is longer than this, in bytes: the index cuts longer ones here, and queries do the same.
inline constexpr std::size_t longest_word = 64;

}  // namespace dateline
