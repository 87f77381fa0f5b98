#include "searcher/name_counter.h"

#include <algorithm>

#include "common/archive/name_book.h"
#include "common/archive/values.h"
#include "searcher/entities.h"

namespace dateline {

/// Calls with what counts for the article, perhaps more than once.
template <typename Use>
void NameCounter::for_each_counted(std::string_view value, Use use) {
    named_.clear();
    values::for_each_name(value, [&](std::uint32_t number, std::uint32_t mentions, bool in_front) {
        if (number >= numbers_.size()) throw_unknown_name();
        const std::uint32_t stands_for = numbers_[number];
        if (stands_for == Entities::hidden) return;
        if (!bar_.asks()) return use(stands_for);
        auto known = std::ranges::find(named_, stands_for, &Named::number);
        if (known == named_.end()) known = named_.insert(named_.end(), {stands_for, 0, false});
        known->mentions += mentions;
        known->in_front = known->in_front || in_front;
    });
    for (const Named& one : named_) {
        if (bar_.lets_pass(one.mentions, one.in_front)) use(one.number);
    }
}

void NameCounter::see(std::string_view value) {
    ++seen_;
    bool any = false;
    for_each_counted(value, [&](std::uint32_t stands_for) {
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
    for_each_counted(value, [&](std::uint32_t number) { story_names_.push_back({story, number, !is_lead}); });
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
