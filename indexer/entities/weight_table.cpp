#include "indexer/entities/weight_table.h"

namespace dateline::entities {

bool WeightTable::build(std::span<const std::pair<std::uint64_t, Weights>> features,
                        std::vector<WeightRow>& rows) {
    for (WeightRow& row : rows) row = {};
    if (features.size() >= rows.size()) return false;
    for (const auto& [key, weights] : features) {
        const std::uint32_t mark = mark_of(key);
        std::size_t at = place_of(key, rows.size());
        while (rows[at].marked() != 0) {
            if (rows[at].marked() == mark) return false;
            if (++at == rows.size()) at = 0;
        }
        rows[at].weights = weights;
        rows[at].mark = {static_cast<std::uint8_t>(mark), static_cast<std::uint8_t>(mark >> 8U),
                         static_cast<std::uint8_t>(mark >> 16U)};
    }
    return true;
}

}  // namespace dateline::entities
