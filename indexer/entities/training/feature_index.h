#pragma once

#include <cstdint>
#include <vector>

namespace dateline::entities {

/// Counts features and numbers those that are seen often enough. Every feature is told apart by all 64 bits
/// of its hash, so none is dropped or mixed up silently.
class FeatureIndex {
public:
    static constexpr std::uint32_t unknown = ~std::uint32_t{0};

    FeatureIndex();

    void count(std::uint64_t key);

    /// Ends the counting: keys seen at least `fewest` times get ids in the order in which they were first
    /// seen.
    void number(std::uint32_t fewest);

    /// The id of a key, or `unknown`.
    [[nodiscard]] std::uint32_t id(std::uint64_t key) const;

    /// The keys by id.
    [[nodiscard]] const std::vector<std::uint64_t>& keys() const { return keys_; }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t count = 0;  ///< then the id
        std::uint32_t order = 0;
    };

    [[nodiscard]] std::size_t place_of(std::uint64_t key) const;

    std::vector<Slot> slots_;
    std::size_t taken_ = 0;
    std::vector<std::uint64_t> keys_;
};

}  // namespace dateline::entities
