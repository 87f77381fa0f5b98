#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/copies/copy_words.h"

namespace dateline {

/// What one text is to another.
enum class Likeness : std::uint8_t {
    neither,
    copy,     ///< the same story in the same words
    version,  ///< a copy, but of the same source: a correction or an update
};

/// How much of the shorter of two texts stands in the longer one, in words.
struct Overlap {
    std::size_t words = 0;    ///< of the shorter text
    std::size_t longer = 0;   ///< of the longer one
    std::size_t span = 0;     ///< of the shorter text, from the first to the last that both have
    std::size_t equal = 0;    ///< in passages that both have
    std::size_t misread = 0;  ///< in these passages, but with a character or two misread
    std::size_t numbers_equal = 0;
    std::size_t numbers_other = 0;  ///< in these passages where the other text has another number
};

/// Compares texts word by word, in a time that grows with their length. It keeps its tables: one a thread.
class Comparison {
public:
    /// Passages are found in any order, so that paragraphs may have been moved.
    [[nodiscard]] Overlap overlap(std::span<const CopyWord> one, std::span<const CopyWord> other);

    /// A copy may be cut, have words before or behind, be set in another style or badly read. An article with
    /// other numbers in the same words is another story: a table of prices, tomorrow's weather. Texts that
    /// have half of their sentences in common are no copies. Of the same source, only what has all the same
    /// words is a copy, and anything else a version.
    [[nodiscard]] Likeness likeness(const CopyText& one, const CopyText& other);

private:
    struct Passage {
        std::size_t end_in_short = 0;
        std::size_t end_in_long = 0;
        Overlap found;
    };

    void index_pairs();
    [[nodiscard]] Passage passage(std::size_t at_short, std::size_t at_long) const;
    void count_gap(Passage& passage, std::size_t short_words, std::size_t long_words) const;

    std::span<const CopyWord> short_;
    std::span<const CopyWord> long_;
    // Where in the longer text a pair of words stands: the first place by hash, then from each to the next.
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> next_;
    std::vector<bool> taken_;  ///< words of the longer text that a passage has
};

}  // namespace dateline
