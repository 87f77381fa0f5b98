#pragma once

#include <span>
#include <string_view>

namespace dateline {

/// What a text of one language is full of whatever it is about: its articles, pronouns, prepositions,
/// conjunctions and auxiliary verbs.
struct GrammarWords {
    std::string_view language;  ///< ISO 639-1 code
    std::string_view
        words;  ///< lower case, with accents, apart by one space; elided forms without apostrophe
};

/// Of every language that is told from others by them. English is the first.
[[nodiscard]] std::span<const GrammarWords> grammar_words();

}  // namespace dateline
