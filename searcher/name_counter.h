#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/mention_filter.h"

namespace dateline {

/// Counts the articles that have each name of one field, by the numbers in the values of its slot. Each
/// number counts for the one that stands for it, once an article however many of its names it has.
///
/// Where copies are folded, a story counts for every name that a matching copy of it has, as many hits as a
/// filter by that name finds: its lead is an article like others, and `see_copy` tells of the rest.
class NameCounter {
public:
    /// `numbers` has the number that stands for each name, or Entities::hidden for what is not counted. It
    /// must outlive this. An article counts for those alone that pass the bar in it, as a filter would have
    /// it.
    NameCounter(std::uint32_t slot, std::span<const std::uint32_t> numbers, MentionBar bar = {})
        : slot_(slot), numbers_(numbers), bar_(bar) {}

    [[nodiscard]] std::uint32_t slot() const { return slot_; }

    /// One article's value. Throws Error when it refers to a name beyond `numbers`.
    void see(std::string_view value);

    /// One article of a story that several match, its lead among them, which `see` saw too; in any order.
    void see_copy(std::uint32_t story, bool is_lead, std::string_view value);
    /// To be called once, behind the last of them.
    void count_copies();

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

    /// That an article of the story has the name.
    struct StoryName {
        std::uint32_t story = 0;
        std::uint32_t number = 0;
        bool not_lead = false;

        auto operator<=>(const StoryName&) const = default;
    };

    /// What an article makes of an entity, by whatever names.
    struct Named {
        std::uint32_t number = 0;
        std::uint64_t mentions = 0;
        bool in_front = false;
    };

    template <typename Use>
    void for_each_counted(std::string_view value, Use use);

    std::uint32_t slot_;
    std::span<const std::uint32_t> numbers_;
    MentionBar bar_;
    std::vector<Named> named_;  ///< of one article
    std::vector<Count> counts_;
    std::vector<StoryName> story_names_;
    std::uint32_t seen_ = 0;
    std::uint64_t missing_ = 0;
};

}  // namespace dateline
