#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/entities/lattice.h"

namespace dateline::entities {

/// Most words of a text are surely no part of a name, and a lattice has nothing to find out about them. What
/// lies between such words is a stretch: neighbours whose labels depend on each other.
struct Stretch {
    std::uint32_t begin = 0;  ///< a token that is surely outside, or the first of the sentence
    std::uint32_t end = 0;    ///< behind the next token that is surely outside, or the last

    [[nodiscard]] std::span<const Scores> of(std::span<const Scores> sentence) const {
        return sentence.subspan(begin, end - begin);
    }
    bool operator==(const Stretch&) const = default;
};

/// Whether a token is outside all names by at least so many points.
[[nodiscard]] bool is_outside_by(const Scores& scores, int points);

/// The stretches of a sentence, in order; two that touch share a token. Where a token is outside by that many
/// points, every other label is taken from it.
void part_at_sure_words(std::span<Scores> sentence, int points, std::vector<Stretch>& stretches);

}  // namespace dateline::entities
