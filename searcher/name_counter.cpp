#include "searcher/name_counter.h"

#include <algorithm>

#include "common/archive/name_book.h"
#include "common/archive/values.h"
#include "searcher/entities.h"

namespace dateline {

void NameCounter::see(std::string_view value) {
    ++seen_;
    bool any = false;
    values::for_each_name(value, [&](std::uint32_t number, std::uint32_t, bool) {
        if (number >= numbers_.size()) throw_unknown_name();
        const std::uint32_t stands_for = numbers_[number];
        if (stands_for == Entities::hidden) return;
        any = true;
        if (stands_for >= counts_.size()) counts_.resize(stands_for + 1);
        Count& count = counts_[stands_for];
        if (count.last_seen == seen_) return;
        count.last_seen = seen_;
        ++count.articles;
    });
    if (!any) ++missing_;
}

void NameCounter::see_copy(std::uint32_t story, bool is_lead, std::string_view value) {
    values::for_each_name(value, [&](std::uint32_t number, std::uint32_t, bool) {
        if (number >= numbers_.size()) throw_unknown_name();
        const std::uint32_t stands_for = numbers_[number];
        if (stands_for != Entities::hidden) story_names_.push_back({story, stands_for, !is_lead});
    });
}

void NameCounter::count_copies() {
    std::ranges::sort(story_names_);
    for (auto name = story_names_.begin(); name != story_names_.end();) {
        const std::uint32_t story = name->story;
        bool lead_has_any = false;
        while (name != story_names_.end() && name->story == story) {
            const std::uint32_t number = name->number;
            const bool lead_has_it = !name->not_lead;  // what the lead has comes first
            lead_has_any = lead_has_any || lead_has_it;
            if (!lead_has_it) {
                if (number >= counts_.size()) counts_.resize(number + 1);
                ++counts_[number].articles;
            }
            while (name != story_names_.end() && name->story == story && name->number == number) ++name;
        }
        if (!lead_has_any) --missing_;
    }
    story_names_.clear();
}

std::vector<std::pair<std::uint32_t, std::uint64_t>> NameCounter::counts() const {
    std::vector<std::pair<std::uint32_t, std::uint64_t>> counts;
    for (std::uint32_t number = 0; number < counts_.size(); ++number) {
        if (counts_[number].articles > 0) counts.emplace_back(number, counts_[number].articles);
    }
    return counts;
}

}  // namespace dateline
