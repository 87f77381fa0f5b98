#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "indexer/entities/lattice.h"
#include "indexer/entities/phrase_table.h"
#include "indexer/entities/weight_table.h"

namespace dateline::entities {

/// What goes into a model file.
struct ModelParts {
    std::vector<WeightRow> rows;
    Transitions transitions{};
    float unit = 1;
    float vote = 0;
    std::vector<std::uint64_t> phrases;
    std::vector<std::uint32_t> cases;
};

/// Everything the recogniser has learnt, out of one file: weights, names of the world, how words are
/// written. Immutable: threads share it. The file is for little endian machines and of this layout, all
/// sections aligned to 16 bytes:
///
///     header         magic "DLENTITY", format and feature version, size of the file, checksum of all that
///                    follows, value of one point of a score, value of a vote, entries a section
///     transitions    int32 [13][13], labels as in labels.h
///     weights        WeightRow
///     phrases        uint64, see PhraseTable
///     cases          uint32, see CaseTable
class Model {
public:
    /// Opens and checks a model file. Throws Error when it is missing, cut, damaged or of another version.
    explicit Model(const std::filesystem::path& path);
    /// The same from parts in memory, for training and tests.
    explicit Model(ModelParts parts);

    [[nodiscard]] const WeightTable& weights() const { return weights_; }
    [[nodiscard]] const Transitions& transitions() const { return transitions_; }
    /// What one point of a score is worth, as a logarithm.
    [[nodiscard]] float unit() const { return unit_; }
    /// How much the other places of a word in the article have a say on it, as a logarithm; 0 for none.
    [[nodiscard]] float vote() const { return vote_; }
    [[nodiscard]] const PhraseTable& phrases() const { return phrases_; }
    [[nodiscard]] const CaseTable& cases() const { return cases_; }
    /// Tells one model file from another; 0 for a model made of parts.
    [[nodiscard]] std::uint64_t identity() const { return identity_; }

private:
    std::shared_ptr<const void> memory_;  // that the tables look into
    WeightTable weights_;
    Transitions transitions_{};
    float unit_ = 1;
    float vote_ = 0;
    PhraseTable phrases_;
    CaseTable cases_;
    std::uint64_t identity_ = 0;
};

/// Writes a model file, whole or not at all. Throws Error.
void write_model(const std::filesystem::path& path, const ModelParts& parts);

}  // namespace dateline::entities
