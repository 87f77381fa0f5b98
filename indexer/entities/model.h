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

/// Everything the recogniser has learnt, mapped from one file: weights, names of the world, how words are
/// written. Immutable: threads share it. The file is for little endian machines and of this layout, all
/// sections aligned to 16 bytes:
///
///     header         magic "DLENTITY", format and feature version, size of the file, checksum of all that
///                    follows the header, value of one point of a score, entries a section
///     transitions    int32 [13][13], labels as in labels.h
///     transitions    again, for the pass with votes
///     weights        WeightRow
///     second weights WeightRow
///     phrases        uint64, see PhraseTable
///     cases          uint32, see CaseTable
class Model {
public:
    /// Opens and checks a model file. Throws Error when it is missing, cut, damaged or of another version.
    explicit Model(const std::filesystem::path& path);
    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;
    ~Model();

    /// One pass over the sentences of an article: what features weigh, and what labels think of each other.
    struct Pass {
        WeightTable weights;
        Transitions transitions{};
    };

    [[nodiscard]] const Pass& first() const { return first_; }
    /// Adds votes of the whole article to the scores of the first pass.
    [[nodiscard]] const Pass& second() const { return second_; }
    /// What one point of a score is worth, as a logarithm.
    [[nodiscard]] float unit() const { return unit_; }
    [[nodiscard]] const PhraseTable& phrases() const { return phrases_; }
    [[nodiscard]] const CaseTable& cases() const { return cases_; }

private:
    class Mapping;

    std::unique_ptr<Mapping> mapping_;
    Pass first_;
    Pass second_;
    float unit_ = 1;
    PhraseTable phrases_;
    CaseTable cases_;
};

/// What goes into a model file.
struct ModelParts {
    struct Pass {
        std::vector<WeightRow> rows;
        Transitions transitions{};
    };
    Pass first;
    Pass second;
    float unit = 1;
    std::vector<std::uint64_t> phrases;
    std::vector<std::uint32_t> cases;
};

/// Writes a model file, whole or not at all. Throws Error.
void write_model(const std::filesystem::path& path, const ModelParts& parts);

}  // namespace dateline::entities
