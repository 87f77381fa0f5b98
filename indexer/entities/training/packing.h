#pragma once

#include <cstdint>
#include <vector>

#include "indexer/entities/model.h"
#include "indexer/entities/training/optimizer.h"

namespace dateline::entities {

/// Puts weights into the form of a model file: bytes, with one unit for all. `keys` are the hashes of the
/// features by id; `outside_bias` is taken off every step to the label outside.
void pack(const Weights& weights, const std::vector<std::uint64_t>& keys, double outside_bias,
          ModelParts& parts);

}  // namespace dateline::entities
