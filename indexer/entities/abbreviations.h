#pragma once

#include <string_view>

namespace dateline::entities {

/// How an abbreviation behaves before a full stop.
enum class Abbreviation : unsigned char {
    none,
    before_name,  ///< "Mr.", "Gen.": a name follows, so the stop never ends a sentence
    anywhere,     ///< "Inc.", "Jan.": the stop ends a sentence only when the next word begins one
};

/// What this word, folded and without its stop, abbreviates. Initials ("j", "u.s") count.
[[nodiscard]] Abbreviation abbreviation(std::string_view folded);

/// Words that seldom stand inside a name, so that a capital on them after a stop begins a sentence: "The".
[[nodiscard]] bool starts_sentences(std::string_view folded);

}  // namespace dateline::entities
