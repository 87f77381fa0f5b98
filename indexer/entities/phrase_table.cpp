#include "indexer/entities/phrase_table.h"

#include <algorithm>

namespace dateline::entities {
namespace {

/// Three slots of four are taken at most.
std::size_t roomy(std::size_t entries) {
    return entries + entries / 3 + 1;
}

}  // namespace

std::vector<std::uint64_t> PhraseTable::build(
    std::span<const std::pair<std::uint64_t, std::uint32_t>> phrases) {
    std::vector<std::uint64_t> slots(roomy(phrases.size()), 0);
    for (const auto& [phrase, lists] : phrases) {
        std::size_t at = slot_of(phrase, slots.size());
        const std::uint64_t mark = phrase >> 24U;
        while (slots[at] != 0 && slots[at] >> 24U != mark) at = (at + 1) % slots.size();
        slots[at] |= mark << 24U | lists;
    }
    return slots;
}

std::vector<std::uint32_t> CaseTable::build(std::span<const std::pair<std::uint64_t, unsigned>> words) {
    std::vector<std::uint32_t> slots(roomy(words.size()), 0);
    for (const auto& [word, word_class] : words) {
        auto at = static_cast<std::size_t>((word & 0xFFFFFFFFU) * slots.size() >> 32U);
        const auto mark = static_cast<std::uint32_t>(word >> 36U);
        while (slots[at] != 0 && slots[at] >> 4U != mark) at = (at + 1) % slots.size();
        if (slots[at] == 0) slots[at] = mark << 4U | word_class;
    }
    return slots;
}

}  // namespace dateline::entities
