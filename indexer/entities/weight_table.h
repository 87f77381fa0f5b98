#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "indexer/entities/lattice.h"

namespace dateline::entities {

/// The weights of one feature for each label, and 24 bits of its hash: one load of 16 bytes says whether it
/// is the one that was asked for, and what it weighs.
struct alignas(16) WeightRow {
    std::array<std::int8_t, label_count> weights{};
    std::array<std::uint8_t, 3> mark{};

    [[nodiscard]] std::uint32_t marked() const {
        return mark[0] | static_cast<std::uint32_t>(mark[1]) << 8U |
               static_cast<std::uint32_t>(mark[2]) << 16U;
    }
};
static_assert(sizeof(WeightRow) == 16);

/// The weights of all features, by hash with open addressing. From its place on, a feature is behind those of
/// higher marks, so that the search for one that is not there, which most are, ends as early as for one that
/// is. A view of memory that somebody else owns.
class WeightTable {
public:
    WeightTable() = default;
    explicit WeightTable(std::span<const WeightRow> rows) : rows_(rows) {}

    /// Says early that a row will be wanted.
    void prefetch(std::uint64_t key) const { __builtin_prefetch(rows_.data() + place_of(key, rows_.size())); }

    /// Adds what the feature weighs; nothing when the model does not know it.
    void add(std::uint64_t key, Scores& scores) const {
        const std::uint32_t wanted = mark_of(key);
        std::size_t at = place_of(key, rows_.size());
        for (std::size_t steps = 0; steps < rows_.size(); ++steps) {
            const WeightRow& row = rows_[at];
            const std::uint32_t mark = row.marked();
            if (mark > wanted) {
                if (++at == rows_.size()) at = 0;
                continue;
            }
            if (mark < wanted) return;
            std::array<std::int8_t, lanes> bytes;
            std::memcpy(bytes.data(), &row, lanes);
            for (std::size_t i = 0; i < lanes; ++i)
                scores[i] = static_cast<std::int16_t>(scores[i] + bytes[i]);
            return;
        }
    }

    using Weights = std::array<std::int8_t, label_count>;

    /// The rows of a table with these features. Two of them are never mistaken for one another: when the
    /// marks of neighbours clash, there is a word about it instead of a table, and the caller makes it
    /// larger.
    [[nodiscard]] static bool build(std::span<const std::pair<std::uint64_t, Weights>> features,
                                    std::vector<WeightRow>& rows);

private:
    [[nodiscard]] static std::uint32_t mark_of(std::uint64_t key) {
        const auto mark = static_cast<std::uint32_t>(key & 0xFFFFFFU);
        return mark == 0 ? 1 : mark;
    }
    [[nodiscard]] static std::size_t place_of(std::uint64_t key, std::size_t size) {
        return static_cast<std::size_t>((key >> 32U) * size >> 32U);
    }

    std::span<const WeightRow> rows_;
};

}  // namespace dateline::entities
