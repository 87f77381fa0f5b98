#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "common/archive/name_lists.h"
#include "searcher/matching_copies.h"
#include "searcher/mention_filter.h"

namespace dateline {

/// Counts the articles that have each name of one field, by the numbers in the values of its slot. Each
/// number counts for the one that stands for it, once an article however many of its names it has.
///
/// Where copies are folded, a story counts for every name that a matching copy of it has, as many hits as a
/// filter by that name finds: its lead is an article like others, and `see_stories` tells of the rest.
class NameCounter {
public:
    /// `numbers` has the number that stands for each name, one of the same, or Entities::hidden for what is
    /// not counted. It must outlive this. An article counts for those alone that pass the bar in it, as a
    /// filter would have it. `each_for_itself` says that every name stands for itself and none is hidden.
    NameCounter(std::uint32_t slot, std::span<const std::uint32_t> numbers, MentionBar bar = {},
                bool each_for_itself = false)
        : slot_(slot), numbers_(numbers), bar_(bar), is_plain_(each_for_itself && !bar.asks()) {}

    [[nodiscard]] std::uint32_t slot() const { return slot_; }
    /// Whether the lists must have marks.
    [[nodiscard]] bool needs_marks() const { return bar_.asks(); }

    /// The names of some articles. Throws Error when one refers to a name beyond `numbers`.
    void see(const NameLists& names);

    /// Those of all documents of the stories, whose leads `see` saw, too.
    void see_stories(const NameLists& names, std::span<const MatchingStories::Member> members);

    /// Articles without any name that counts.
    [[nodiscard]] std::uint64_t missing() const { return missing_; }
    [[nodiscard]] std::uint64_t count(std::uint32_t number) const {
        return number < counts_.size() ? counts_[number] : 0;
    }
    /// The numbers that some article has, in no order.
    [[nodiscard]] const std::vector<std::uint32_t>& counted() const { return counted_; }

private:
    /// What an article makes of an entity, by whatever names.
    struct Named {
        std::uint32_t number = 0;
        std::uint64_t mentions = 0;
        bool in_front = false;
    };

    /// False when the article or story that is being looked at has it already.
    bool is_new(std::uint32_t number);
    void add_one(std::uint32_t number);
    [[nodiscard]] std::uint32_t stands_for(std::uint32_t number) const;
    template <typename Use>
    void for_each_counted(const NameLists& names, std::size_t document, Use use);
    template <typename Use>
    void for_each_barred(const NameLists& names, std::size_t document, Use use);
    void see_plain(const NameLists& names);

    std::uint32_t slot_;
    std::span<const std::uint32_t> numbers_;
    MentionBar bar_;
    std::vector<Named> named_;  ///< of one article
    bool is_plain_;
    std::vector<std::uint32_t> counts_;     ///< of articles, by number
    std::vector<std::uint32_t> counted_;    ///< numbers that have a count
    std::vector<std::uint32_t> last_seen_;  ///< by number: the article, or the story, counted from 1
    std::uint32_t seen_ = 0;
    std::uint64_t missing_ = 0;
};

}  // namespace dateline
