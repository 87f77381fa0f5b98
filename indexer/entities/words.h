#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/entities/phrase_table.h"

namespace dateline::entities {

/// How a sentence uses capitals. Where capitals tell nothing, the model looks at the words alone.
enum class CaseMode : std::uint8_t {
    mixed,     ///< ordinary prose
    title,     ///< "Trump Says Talks Go Well": capitals on most words
    caseless,  ///< "TRUMP SAYS TALKS GO WELL", or a whole article without capitals
};

/// How a word is written.
enum class Look : std::uint8_t {
    punctuation,
    number,    ///< has a digit, no letter
    lower,     ///< has no capital
    capital,   ///< "Putin"
    initial,   ///< "J.", "W"
    capitals,  ///< "NATO", "U.S."
    mixed,     ///< "McCain", "eBay", "B52"
};

/// What features need to know of a word, whatever stands around it.
struct Word {
    std::uint64_t folded = 0;  ///< hash of the folded word without the stop of an abbreviation
    std::uint64_t shape = 0;   ///< hash of its short shape ("Xx", "X.X", "0-0") and of the case mode
    std::uint64_t ending = 0;  ///< hash of its last three characters
    Look look = Look::punctuation;
    CaseMode mode = CaseMode::mixed;
    std::uint8_t word_class = 0;  ///< from the CaseTable

    /// May begin or continue a name in a list.
    [[nodiscard]] bool may_name() const {
        if (mode == CaseMode::caseless) return look != Look::punctuation;
        return look != Look::punctuation && look != Look::lower && look != Look::number;
    }
    [[nodiscard]] bool capitalized() const { return look >= Look::capital; }
};

/// The parts of a word that only its own features use.
struct Spelling {
    std::string folded;
    std::string shape;  ///< long: "Xxxxx", runs over 4 cut
};

/// Describes a word of a sentence; `spelling` is filled too.
void describe(std::string_view text, CaseMode mode, const CaseTable& cases, Word& word, Spelling& spelling);

/// How a word is written, without describing it.
[[nodiscard]] Look look_of(std::string_view text);

}  // namespace dateline::entities
