#include "searcher/name_counter.h"

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

std::vector<std::pair<std::uint32_t, std::uint64_t>> NameCounter::counts() const {
    std::vector<std::pair<std::uint32_t, std::uint64_t>> counts;
    for (std::uint32_t number = 0; number < counts_.size(); ++number) {
        if (counts_[number].articles > 0) counts.emplace_back(number, counts_[number].articles);
    }
    return counts;
}

}  // namespace dateline
