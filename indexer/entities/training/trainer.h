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

/// Unlabelled articles to learn from.
struct PlainText {
    std::vector<LabelledDocument> documents;
    double weight = 0;  ///< of the sentences that a first model labels surely; 0 counts words only
};

struct TrainerOptions {
    std::vector<std::filesystem::path> lists;  ///< folders with lists of names
    std::uint32_t fewest = 7;                  ///< sightings that make a feature
    double caseless_share = 0.2;               ///< of the documents are learnt once more in capitals
    double title_share = 0.1;                  ///< and with capitals on every word
    double sure = 0.7;          ///< probability of a whole sentence from which a second model learns it
    double outside_bias = 0.3;  ///< taken off the label outside: more is found, less of it is right
    double vote = 1.5;          ///< see Model::vote
    OptimizerOptions optimizer;
};

/// Learns a model from labelled text, then once more from that and from the unlabelled sentences that the
/// first model is sure of. `report` gets lines on the progress.
[[nodiscard]] ModelParts train(const std::vector<Corpus>& corpora, const std::vector<PlainText>& plain,
                               const TrainerOptions& options,
                               const std::function<void(const std::string&)>& report);

}  // namespace dateline::entities
