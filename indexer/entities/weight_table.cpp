#include "indexer/entities/weight_table.h"

namespace dateline::entities {

bool WeightTable::build(std::span<const std::pair<std::uint64_t, Weights>> features,
                        std::vector<WeightRow>& rows) {
    for (WeightRow& row : rows) row = {};
    if (features.size() >= rows.size()) return false;
    for (const auto& [key, weights] : features) {
        const std::uint32_t mark = mark_of(key);
        WeightRow row{weights,
                      {static_cast<std::uint8_t>(mark), static_cast<std::uint8_t>(mark >> 8U),
                       static_cast<std::uint8_t>(mark >> 16U)}};
        std::size_t at = place_of(key, rows.size());
        while (rows[at].marked() != 0) {
            if (rows[at].marked() == row.marked()) return false;
            if (rows[at].marked() < row.marked()) std::swap(rows[at], row);
            if (++at == rows.size()) at = 0;
        }
        rows[at] = row;
    }
    return true;
}

}  // namespace dateline::entities
