#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/entities/hashing.h"

namespace dateline::entities {

/// The lists a phrase may stand in; a bit of `PhraseTable::find`. The order is in model files.
enum class List : std::uint8_t {
    country,
    region,
    big_city,
    city,
    given_name,
    surname,
    any_name,
    person,
    organization,
    honorific,
    demonym,
    own_organization,
    organization_head,
    organization_ending,
    title,
    place_word,
    news_agency,
    person_verb,
    known_place,
    known_person,
    known_group,
};

inline constexpr unsigned list_count = 21;

[[nodiscard]] constexpr std::uint32_t bit_of(List list) {
    return 1U << static_cast<unsigned>(list);
}

/// Says that longer phrases begin with this one.
inline constexpr std::uint32_t goes_on = 1U << 23U;

/// Phrases longer than this are not matched.
inline constexpr std::size_t longest_phrase = 7;

/// Extends the hash of a phrase, 0 for the empty one, by the hash of a folded word.
[[nodiscard]] constexpr std::uint64_t extend_phrase(std::uint64_t phrase, std::uint64_t word) {
    return join(phrase, word);
}

/// Names of the world as hashes: 40 bits of the phrase's hash over 24 bits of lists, open addressing.
/// A view of memory that somebody else owns, as it is in the model file.
class PhraseTable {
public:
    PhraseTable() = default;
    explicit PhraseTable(std::span<const std::uint64_t> slots) : slots_(slots) {}

    /// Says early that a phrase will be asked for.
    void prefetch(std::uint64_t phrase) const {
        if (!slots_.empty()) __builtin_prefetch(slots_.data() + slot_of(phrase, slots_.size()));
    }

    /// Bits of the lists that hold the phrase, and `goes_on`; 0 when it is unknown.
    [[nodiscard]] std::uint32_t find(std::uint64_t phrase) const {
        if (slots_.empty()) return 0;
        const std::uint64_t mark = phrase >> 24U;
        std::size_t at = slot_of(phrase, slots_.size());
        for (std::size_t steps = 0; steps < slots_.size(); ++steps) {
            const std::uint64_t slot = slots_[at];
            if (slot == 0) return 0;
            if (slot >> 24U == mark) return static_cast<std::uint32_t>(slot & 0xFFFFFFU);
            if (++at == slots_.size()) at = 0;
        }
        return 0;
    }

    /// The slots of a table with these phrases, each hash at most once.
    [[nodiscard]] static std::vector<std::uint64_t> build(
        std::span<const std::pair<std::uint64_t, std::uint32_t>> phrases);

private:
    [[nodiscard]] static std::size_t slot_of(std::uint64_t phrase, std::size_t size) {
        return static_cast<std::size_t>((phrase & 0xFFFFFFFFU) * size >> 32U);
    }

    std::span<const std::uint64_t> slots_;
};

/// How words are written in a large amount of news: 28 bits of the folded word's hash over 4 bits of class.
/// Class 0 is an unknown word; 1 to 7 one that is rare, 8 to 14 one that is frequent, by how often it is
/// written in lower case away from the begin of a sentence, from never (1, 8) to always (7, 14).
class CaseTable {
public:
    CaseTable() = default;
    explicit CaseTable(std::span<const std::uint32_t> slots) : slots_(slots) {}

    [[nodiscard]] unsigned find(std::uint64_t word) const {
        if (slots_.empty()) return 0;
        const auto mark = static_cast<std::uint32_t>(word >> 36U);
        auto at = static_cast<std::size_t>((word & 0xFFFFFFFFU) * slots_.size() >> 32U);
        for (std::size_t steps = 0; steps < slots_.size(); ++steps) {
            const std::uint32_t slot = slots_[at];
            if (slot == 0) return 0;
            if (slot >> 4U == mark) return slot & 15U;
            if (++at == slots_.size()) at = 0;
        }
        return 0;
    }

    [[nodiscard]] static std::vector<std::uint32_t> build(
        std::span<const std::pair<std::uint64_t, unsigned>> words);

    [[nodiscard]] static bool usually_lower(unsigned word_class) {
        return word_class == 6 || word_class == 7 || word_class >= 13;
    }

private:
    std::span<const std::uint32_t> slots_;
};

}  // namespace dateline::entities
