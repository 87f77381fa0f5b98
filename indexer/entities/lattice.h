#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/entities/labels.h"

namespace dateline::entities {

/// A score a label, and room up to a round number so that sums are done by vector instructions.
inline constexpr std::size_t lanes = 16;

using Scores = std::array<std::int16_t, lanes>;

/// Scores of label pairs [previous][next]; pairs that are not legal are never read.
using Transitions = std::array<std::array<std::int32_t, label_count>, label_count>;

/// Finds the best legal labels of a sentence, and how sure they are. Holds scratch memory, one a thread.
class Lattice {
public:
    /// The best labels; `scores` has an entry a token.
    void best_labels(std::span<const Scores> scores, const Transitions& transitions,
                     std::vector<Label>& labels);

    /// Prepares `probability` for these scores; `unit` is what one point of a score is worth as a logarithm.
    void sum(std::span<const Scores> scores, const Transitions& transitions, float unit);

    /// The probability, by the model, that exactly these tokens are one entity of that kind.
    [[nodiscard]] double probability(const Span& span) const;

    /// The same for the labels of the whole sentence.
    [[nodiscard]] double probability(std::span<const Label> labels) const;

    /// How likely a token is outside, or part of an entity of each kind: [0] outside, [1 + kind].
    using KindShares = std::array<float, 1 + kind_count>;
    [[nodiscard]] KindShares kinds_at(std::size_t token) const;

private:
    /// All lanes at a time, whatever the machine's vectors are.
    using Row [[gnu::vector_size(lanes * sizeof(float))]] = float;
    using Matrix = std::array<Row, label_count>;

    [[nodiscard]] double total() const;
    void prepare(const Transitions& transitions, float unit);
    /// e to the power of the score that is so many points below the highest.
    [[nodiscard]] float weight_of(std::uint32_t points_below) const;

    std::vector<std::array<std::int32_t, lanes>> best_;
    std::vector<std::array<Label, lanes>> from_;
    std::vector<Row> emission_;
    std::vector<Row> forward_;   // each row sums to one
    std::vector<Row> backward_;  // scaled like the forward rows
    std::vector<float> scale_;
    Matrix step_{};       // [previous][next], 0 for what is not legal
    Matrix step_back_{};  // [next][previous]
    std::vector<float> weights_;
    const Transitions* stepped_ = nullptr;
    float unit_ = 0;
};

}  // namespace dateline::entities
