#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/labels.h"
#include "indexer/entities/words.h"

namespace dateline::entities {

/// A surface form taken apart for comparison.
struct NameWords {
    std::string shown;               ///< without titles, possessive and surplus blanks
    std::vector<std::string> words;  ///< folded, without punctuation; empty when nothing but titles is left
    bool shouts = false;             ///< all in capitals

    /// The same for forms that differ in case, accents and punctuation alone.
    [[nodiscard]] std::string key() const;
};

/// A person or place in capitals as it is written in prose: "ABU DHABI" is "Abu Dhabi". What may be an
/// abbreviation stays: single words of four letters or fewer, words with a full stop.
[[nodiscard]] std::string unshouted(std::string_view shown);

/// A form cut into words, before it is known what it names.
class Surface {
public:
    Surface() = default;
    /// The text must outlive it.
    explicit Surface(std::string_view text);

    /// What it is as a name of that kind. Titles come off people; "the" and company endings ("Inc.") do not
    /// count for organisations, though they are shown.
    [[nodiscard]] NameWords as(Kind kind) const;

private:
    struct Part {
        std::string_view text;
        Look look = Look::punctuation;
        std::string bare;  ///< folded, without punctuation
    };

    [[nodiscard]] bool is_title(std::size_t i) const;

    std::vector<Part> parts_;  ///< no possessive at the end
};

[[nodiscard]] inline NameWords name_words(std::string_view surface, Kind kind) {
    return Surface(surface).as(kind);
}

/// Whether this folded word is a title or an office: "mr", "president".
[[nodiscard]] bool is_title_word(std::string_view folded);

/// Whether this folded word is a common family name of languages that put it first: "xi", "kim".
[[nodiscard]] bool is_leading_family_name(std::string_view folded);

}  // namespace dateline::entities
