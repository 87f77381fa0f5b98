#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/entities/model.h"
#include "indexer/entities/training/corpus.h"
#include "indexer/entities/training/optimizer.h"

namespace dateline::entities {

struct TrainerOptions {
    std::vector<std::filesystem::path> lists;  ///< folders with lists of names
    std::vector<std::filesystem::path> plain;  ///< unlabelled text, for how words are written
    std::uint32_t fewest = 5;                  ///< sightings that make a feature
    double caseless_share = 0.2;   ///< of the documents are learnt once more in capitals
    double title_share = 0.1;      ///< and with capitals on every word
    OptimizerOptions optimizer;
};

/// Learns a model from labelled text. `report` gets lines on the progress.
[[nodiscard]] ModelParts train(const std::vector<Corpus>& corpora, const TrainerOptions& options,
                               const std::function<void(const std::string&)>& report);

}  // namespace dateline::entities
