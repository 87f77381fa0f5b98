#include "searcher/name_counter.h"

#include <algorithm>

#include "common/archive/name_book.h"
#include "common/archive/values.h"
#include "searcher/entities.h"

namespace dateline {

std::uint32_t NameCounter::stands_for(std::uint32_t number) const {
    if (number >= numbers_.size()) throw_unknown_name();
    return numbers_[number];
}

bool NameCounter::is_new(std::uint32_t number) {
    if (last_seen_[number] == seen_) return false;
    last_seen_[number] = seen_;
    return true;
}

void NameCounter::add_one(std::uint32_t number) {
    if (counts_[number]++ == 0) counted_.push_back(number);
}

/// Calls with what counts for the article, perhaps more than once.
template <typename Use>
void NameCounter::for_each_counted(const NameLists& names, std::size_t document, Use use) {
    if (bar_.asks()) {
        for_each_barred(names, document, use);
        return;
    }
    for (std::size_t i = names.first(document); i < names.ends[document]; ++i) {
        const std::uint32_t number = stands_for(names.numbers[i]);
        if (number != Entities::hidden) use(number);
    }
}

template <typename Use>
void NameCounter::for_each_barred(const NameLists& names, std::size_t document, Use use) {
    named_.clear();
    for (std::size_t i = names.first(document); i < names.ends[document]; ++i) {
        const std::uint32_t number = stands_for(names.numbers[i]);
        if (number == Entities::hidden) continue;
        auto known = std::ranges::find(named_, number, &Named::number);
        if (known == named_.end()) known = named_.insert(named_.end(), {number, 0, false});
        known->mentions += values::mentions_of(names.marks[i]);
        known->in_front = known->in_front || values::is_in_front(names.marks[i]);
    }
    for (const Named& one : named_) {
        if (bar_.lets_pass(one.mentions, one.in_front)) use(one.number);
    }
}

/// As an article has no name twice, it does not matter which article has which.
void NameCounter::see_plain(const NameLists& names) {
    const std::size_t known = counts_.size();
    for (const std::uint32_t number : names.numbers) {
        if (number >= known) throw_unknown_name();
        add_one(number);
    }
    std::uint32_t first = 0;
    for (const std::uint32_t end : names.ends) {
        missing_ += end == first ? 1U : 0U;
        first = end;
    }
}

void NameCounter::see(const NameLists& names) {
    counts_.resize(numbers_.size());
    if (is_plain_) {
        see_plain(names);
        return;
    }
    last_seen_.resize(numbers_.size());
    for (std::size_t document = 0; document < names.documents(); ++document) {
        ++seen_;
        bool any = false;
        for_each_counted(names, document, [&](std::uint32_t number) {
            any = true;
            if (is_new(number)) add_one(number);
        });
        if (!any) ++missing_;
    }
}

void NameCounter::see_stories(const NameLists& names, std::span<const MatchingStories::Member> members) {
    counts_.resize(numbers_.size());
    last_seen_.resize(numbers_.size());
    bool is_named = false;  // the story, by the members so far
    for (const MatchingStories::Member& member : members) {
        if (member.is_lead) {
            ++seen_;
            is_named = false;
            for_each_counted(names, member.document, [&](std::uint32_t number) {
                is_named = true;
                (void)is_new(number);
            });
            continue;
        }
        const bool was_named = is_named;
        for_each_counted(names, member.document, [&](std::uint32_t number) {
            is_named = true;
            if (is_new(number)) add_one(number);
        });
        if (is_named && !was_named) --missing_;
    }
}

}  // namespace dateline
