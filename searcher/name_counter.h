#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// Counts the articles that have each name of one field, by the numbers in the values of its slot. Each
/// number counts for the one that stands for it, once an article however many of its names it has.
class NameCounter {
public:
    /// `numbers` has the number that stands for each name, or Entities::hidden for what is not counted. It
    /// must outlive this.
    NameCounter(std::uint32_t slot, std::span<const std::uint32_t> numbers)
        : slot_(slot), numbers_(numbers) {}

    [[nodiscard]] std::uint32_t slot() const { return slot_; }

    /// One article's value. Throws Error when it refers to a name beyond `numbers`.
    void see(std::string_view value);

    /// Articles without any name that counts.
    [[nodiscard]] std::uint64_t missing() const { return missing_; }
    [[nodiscard]] std::uint64_t count(std::uint32_t number) const {
        return number < counts_.size() ? counts_[number].articles : 0;
    }
    /// The numbers that some article has, with how many have them; in order.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint64_t>> counts() const;

private:
    struct Count {
        std::uint32_t articles = 0;
        std::uint32_t last_seen = 0;  ///< the article, counted from 1
    };

    std::uint32_t slot_;
    std::span<const std::uint32_t> numbers_;
    std::vector<Count> counts_;
    std::uint32_t seen_ = 0;
    std::uint64_t missing_ = 0;
};

}  // namespace dateline
