#include "indexer/entities/training/feature_index.h"

#include <algorithm>

namespace dateline::entities {

FeatureIndex::FeatureIndex() : slots_(1U << 16U) {}

std::size_t FeatureIndex::place_of(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(key) & mask;
    while (slots_[at].count != 0 && slots_[at].key != key) at = (at + 1) & mask;
    return at;
}

void FeatureIndex::count(std::uint64_t key) {
    Slot& slot = slots_[place_of(key)];
    if (slot.count++ > 0) return;
    slot.key = key;
    slot.order = static_cast<std::uint32_t>(taken_++);
    if (3 * taken_ < 2 * slots_.size()) return;
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& moved : old) {
        if (moved.count != 0) slots_[place_of(moved.key)] = moved;
    }
}

void FeatureIndex::number(std::uint32_t fewest) {
    std::vector<Slot> kept;
    for (const Slot& slot : slots_) {
        if (slot.count >= fewest) kept.push_back(slot);
    }
    std::ranges::sort(kept, {}, &Slot::order);
    std::size_t size = 1024;
    while (size < 2 * kept.size()) size *= 2;
    slots_.assign(size, {});
    keys_.clear();
    for (const Slot& slot : kept) {
        Slot& place = slots_[place_of(slot.key)];
        place.key = slot.key;
        keys_.push_back(slot.key);
        place.count = static_cast<std::uint32_t>(keys_.size());  // the id and one
    }
}

std::uint32_t FeatureIndex::id(std::uint64_t key) const {
    const Slot& slot = slots_[place_of(key)];
    return slot.count == 0 ? unknown : slot.count - 1;
}

}  // namespace dateline::entities
