#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "indexer/entities/labels.h"
#include "indexer/entities/lattice.h"

namespace dateline::entities {

/// Sentences as numbers: for each token the ids of its features, one run after the other.
struct Instances {
    struct Sentence {
        std::uint32_t first_token = 0;
        std::uint32_t tokens = 0;
        float weight = 1;
    };
    std::vector<Sentence> sentences;
    std::vector<Label> labels;            ///< a token
    std::vector<std::uint64_t> begins;    ///< of each token's features; one more at the end
    std::vector<std::uint32_t> features;  ///< ids
    /// Scores that are fixed beforehand, a row a token; empty when there are none.
    std::vector<std::array<float, lanes>> fixed;
};

using FloatTransitions = std::array<std::array<float, label_count>, label_count>;

/// A trained linear chain.
struct Weights {
    std::vector<std::array<float, lanes>> features;
    FloatTransitions transitions{};
};

struct OptimizerOptions {
    int epochs = 15;
    int averaged = 4;      ///< the weights are the mean of the ends of so many last epochs
    double rate = 0.02;    ///< of AdaGrad
    double l2 = 1e-6;      ///< a sentence
    double dropout = 0.4;  ///< share of features hidden from each sentence
    std::uint64_t seed = 1;
};

/// Fits a conditional random field by stochastic gradient steps with a rate for each weight (AdaGrad). The
/// same input gives the same weights on every run. `report` gets the epoch and the mean loss.
[[nodiscard]] Weights optimize(const Instances& instances, std::size_t feature_count,
                               const OptimizerOptions& options,
                               const std::function<void(int, double)>& report);

}  // namespace dateline::entities
