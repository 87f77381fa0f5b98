#include "indexer/entities/training/packing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dateline::entities {
namespace {

std::int8_t rounded(float weight, float unit) {
    return static_cast<std::int8_t>(std::clamp(std::lround(weight / unit), -127L, 127L));
}

float largest_of(const Weights& weights) {
    float largest = 0;
    for (const auto& row : weights.features) {
        for (std::size_t label = 0; label < label_count; ++label)
            largest = std::max(largest, std::fabs(row[label]));
    }
    return largest;
}

}  // namespace

void pack(const Weights& weights, const std::vector<std::uint64_t>& keys, double outside_bias,
          ModelParts& parts) {
    parts.unit = std::max(largest_of(weights) / 127, 1e-6F);
    std::vector<std::pair<std::uint64_t, WeightTable::Weights>> features;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        WeightTable::Weights row{};
        for (std::size_t label = 0; label < label_count; ++label) {
            row[label] = rounded(weights.features[i][label], parts.unit);
        }
        // A feature that says nothing once it is rounded takes no room.
        if (std::ranges::any_of(row, [](std::int8_t weight) { return weight != 0; }))
            features.emplace_back(keys[i], row);
    }
    parts.rows.resize(features.size() + features.size() / 5 + 16);
    while (!WeightTable::build(features, parts.rows))
        parts.rows.resize(parts.rows.size() + parts.rows.size() / 64 + 1);
    for (Label previous = 0; previous < label_count; ++previous) {
        for (Label next = 0; next < label_count; ++next) {
            const double bias = next == outside ? outside_bias : 0;
            parts.transitions[previous][next] = static_cast<std::int32_t>(
                std::lround((weights.transitions[previous][next] - bias) / parts.unit));
        }
    }
}

}  // namespace dateline::entities
