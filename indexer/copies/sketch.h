#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/copies/copy_words.h"

namespace dateline {

/// A number for a few words in a row. On disk: the same words have the same number for ever.
using Fingerprint = std::uint32_t;
inline constexpr unsigned fingerprint_bits = 24;

/// Most that a sketch has.
inline constexpr std::size_t sketch_size = 16;

/// What two texts must share of their sketches to be worth a comparison.
inline constexpr std::size_t fingerprints_shared = 2;

/// A text of fewer words is too short to tell whether another is its copy.
inline constexpr std::size_t fewest_copy_words = 8;

/// The fingerprints of those runs of words whose hashes are the least of the text, each once, in no order.
/// The choice depends on the runs alone: of the chosen of a text, those that stand in a part of it are chosen
/// there, too, so that the sketch of a copy that was cut to a third has a third of its original's. Empty when
/// the text is too short.
[[nodiscard]] std::vector<Fingerprint> sketch(std::span<const CopyWord> words);

}  // namespace dateline
