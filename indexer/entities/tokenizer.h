#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline::entities {

/// Bytes [begin, end) of a text: a word, a number, a mark.
struct Token {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool operator==(const Token&) const = default;
};

/// The tokens [first, last) of a text that make one sentence.
struct Sentence {
    std::uint32_t first = 0;
    std::uint32_t last = 0;

    bool operator==(const Sentence&) const = default;
};

/// A sentence is cut after so many tokens, whatever it says, so that work and memory stay linear in the text.
inline constexpr std::uint32_t longest_sentence = 200;

/// Cuts a text into tokens, in order, without overlap; blanks belong to none. Clitics ("'s", "n't"), hyphens
/// and dashes stand alone; the full stop of an abbreviation ("U.S.", "Mr.", an initial) stays with its word;
/// "O'Neill", "AT&T", "amazon.com" and web addresses stay whole. Bytes that are no UTF-8 become tokens of
/// their own. Texts over 4 GiB are not supported.
void tokenize(std::string_view text, std::vector<Token>& tokens);

/// Cuts the tokens of a text into sentences, so that each token is in exactly one.
void split_sentences(std::string_view text, const std::vector<Token>& tokens,
                     std::vector<Sentence>& sentences);

/// Whether this word is an abbreviation that is written with a full stop ("mr", "corp", "j"); any case, and
/// with or without the stop.
[[nodiscard]] bool is_abbreviation(std::string_view word);

}  // namespace dateline::entities
