#include "indexer/copies/sketch.h"

#include <algorithm>

namespace dateline {

namespace {

/// Words a run has.
constexpr std::size_t run_words = 2;

constexpr std::uint64_t mixed(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBULL;
    return bits ^ (bits >> 31U);
}

}  // namespace

std::vector<Fingerprint> sketch(std::span<const CopyWord> words) {
    if (words.size() < fewest_copy_words) return {};
    std::vector<std::uint64_t> least;  // in order
    least.reserve(sketch_size + 1);
    for (std::size_t i = 0; i + run_words <= words.size(); ++i) {
        std::uint64_t bits = 0;
        for (std::size_t k = 0; k < run_words; ++k) bits = (bits + words[i + k].hash) * 0x9E3779B97F4A7C15ULL;
        const std::uint64_t hash = mixed(bits);
        if (least.size() == sketch_size && hash >= least.back()) continue;
        const auto place = std::ranges::lower_bound(least, hash);
        if (place != least.end() && *place == hash) continue;
        least.insert(place, hash);
        if (least.size() > sketch_size) least.pop_back();
    }
    // What chose them is in the high bits, so it is the low ones that tell them apart.
    std::vector<Fingerprint> fingerprints;
    fingerprints.reserve(least.size());
    for (const std::uint64_t hash : least)
        fingerprints.push_back(static_cast<Fingerprint>(hash & ((1U << fingerprint_bits) - 1)));
    std::ranges::sort(fingerprints);
    const auto repeated = std::ranges::unique(fingerprints);
    fingerprints.erase(repeated.begin(), repeated.end());
    return fingerprints;
}

}  // namespace dateline
