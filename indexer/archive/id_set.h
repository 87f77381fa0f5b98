#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace dateline {

/// The ids that a run has met, by their hashes: up to 22 bytes for each, so that ten million fit into the
/// memory of any machine. Hashes are taken for ids: at ten million, two that share one are as good as never.
class IdSet {
public:
    /// False when the hash is in the set already.
    bool insert(std::uint64_t hash) {
        if (hash == empty) return !std::exchange(has_empty_, true);
        if (4 * (count_ + 1) > 3 * slots_.size()) grow();
        std::uint64_t& slot = slot_of(hash);
        if (slot == hash) return false;
        slot = hash;
        ++count_;
        return true;
    }

    [[nodiscard]] bool contains(std::uint64_t hash) const {
        if (hash == empty) return has_empty_;
        std::size_t at = static_cast<std::size_t>(hash) & (slots_.size() - 1);
        while (slots_[at] != empty && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
        return slots_[at] == hash;
    }

private:
    static constexpr std::uint64_t empty = 0;

    std::uint64_t& slot_of(std::uint64_t hash) {
        std::size_t at = static_cast<std::size_t>(hash) & (slots_.size() - 1);
        while (slots_[at] != empty && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
        return slots_[at];
    }

    void grow() {
        const std::vector<std::uint64_t> old =
            std::exchange(slots_, std::vector<std::uint64_t>(slots_.size() * 2, empty));
        for (const std::uint64_t hash : old) {
            if (hash != empty) slot_of(hash) = hash;
        }
    }

    std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(1024, empty);  // a power of two
    std::size_t count_ = 0;
    bool has_empty_ = false;
};

}  // namespace dateline
