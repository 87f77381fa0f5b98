#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

/// Where sentences end and where a line may be cut: good enough for news, cheap enough to ask for every
/// excerpt. Each looks at a few characters on both sides of one place; none reads the whole text.

/// True when a sentence ends at byte `at`, behind its full stop and closing quotes. The full stop of
/// "U.S.", "Mr.", "Jan. 24" or an initial ends none; a line break always does, and the end of the text.
[[nodiscard]] bool sentence_ends_at(std::string_view text, std::size_t at);

/// The last place in [first, last] where a sentence begins; npos when there is none.
[[nodiscard]] std::size_t last_sentence_begin(std::string_view text, std::size_t first, std::size_t last);

/// The first place in [first, last] where a sentence begins; npos when there is none.
[[nodiscard]] std::size_t first_sentence_begin(std::string_view text, std::size_t first, std::size_t last);

/// The last place in [first, last] where a sentence ends; npos when there is none.
[[nodiscard]] std::size_t last_sentence_end(std::string_view text, std::size_t first, std::size_t last);

/// True when text may be cut at byte `at` without cutting a word: beside a space, and between the characters
/// of scripts that need none, though never before a closing mark or behind an opening one.
[[nodiscard]] bool is_word_border(std::string_view text, std::size_t at);

}  // namespace dateline
