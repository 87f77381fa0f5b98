#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/dates.h"

namespace dateline {

/// Which occurrences in an article are those of one word of a query.
struct WeighedTerms {
    std::vector<std::string> terms;      ///< whichever of them: they count as one word
    std::vector<std::string> english{};  ///< of `terms`, those that count in English articles only
    std::vector<std::string> within{};   ///< an article must have one of these; none: no matter

    bool operator==(const WeighedTerms&) const = default;
};

/// Two words that stand close.
struct Closeness {
    std::string first;
    std::string second;
    Xapian::termpos distance = 1;  ///< words from the one to the other at most; 1: side by side
    bool in_order = false;         ///< the first before the second
};

/// Newer articles before older ones.
struct RecencyCurve {
    double half_life = 1;  ///< days in which an article comes to half
    Day today{};

    /// The part of the weight that everything has: of two articles from long ago neither is held back.
    static constexpr double floor = 1.0 / 16;

    /// From 1 for articles of today and later down to the floor, which undated ones have.
    [[nodiscard]] double at(std::optional<Day> published) const;
};

/// One addend of a score: so much of the weights of some words, or a weight of its own; in the articles that
/// have whatever it asks for.
struct ScorePart {
    enum class Kind : std::uint8_t { word, title, label, neighbours, name, feedback, recency };

    Kind kind;
    std::string label{};
    std::vector<WeighedTerms> words{};               ///< what is weighed; an article must have all of them
    double factor = 1;                               ///< times the weights of `words`
    double constant = 0;                             ///< the weight where there are no `words`
    std::optional<std::vector<std::string>> with{};  ///< an article must have one of these terms
    std::optional<Closeness> close{};                ///< what the words must stand like
    /// Holds only where the addend before it does, and is looked at only there: positions are costly to read.
    bool within_last = false;
    std::optional<RecencyCurve> recency{};  ///< times what the article's date says
};

}  // namespace dateline
