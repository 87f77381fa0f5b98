#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "indexer/entities/training/corpus.h"

namespace dateline::entities {

/// Slots of a PhraseTable with every list that stands in these folders: files named after the list
/// ("country.txt"), a name a line; '#' begins a comment. Throws Error when there is none.
[[nodiscard]] std::vector<std::uint64_t> read_lists(std::span<const std::filesystem::path> folders);

/// Counts how words are written, for a CaseTable.
class CaseCounter {
public:
    CaseCounter();
    ~CaseCounter();

    void add(const LabelledSentence& sentence);
    [[nodiscard]] std::vector<std::uint32_t> table() const;

private:
    struct Counts;
    std::unique_ptr<Counts> counts_;
};

}  // namespace dateline::entities
