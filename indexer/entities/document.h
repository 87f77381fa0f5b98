#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/entities/features.h"
#include "indexer/entities/words.h"

namespace dateline::entities {

/// What one article says about its words, gathered sentence by sentence before any is labelled: "Witkoff"
/// after a given name in the first paragraph helps "Witkoff" alone in the tenth.
class Document {
public:
    /// Forgets the last article and makes room for one of about so many tokens.
    void clear(std::size_t tokens);

    void add(std::span<const Word> words, std::span<const ListMatch> matches);

    /// The flags of each word, after all the sentences are added.
    void flags(std::span<const Word> words, std::vector<std::uint32_t>& flags) const;

    /// A number for each word that stands at least twice, below `size()`; `alone` for the others.
    static constexpr std::size_t alone = ~std::size_t{0};
    [[nodiscard]] std::size_t repeated_word(const Word& word) const;
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::uint64_t word = 0;
        std::uint32_t flags = 0;
        std::uint32_t count = 0;
    };

    [[nodiscard]] std::size_t place_of(std::uint64_t word) const;
    void grow();

    std::vector<Entry> entries_;  // open addressing, size a power of two
    std::size_t taken_ = 0;
};

}  // namespace dateline::entities
