#include "searcher/archive_days.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/archive/slot_values.h"
#include "common/archive/terms.h"
#include "common/archive/values.h"
#include "common/fields.h"
#include "searcher/buckets.h"

namespace dateline {

namespace {

using namespace std::chrono;

/// The terms of a unit: those of days serve for weeks, too.
struct TermsOf {
    std::string prefix;
    std::size_t digits;
};

TermsOf terms_of(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::year:
            return {std::string(year_prefix), 4};
        case TimeUnit::month:
            return {std::string(month_prefix), 6};
        default:
            return {std::string(field(FieldId::published).prefix), 8};
    }
}

/// The first day of a term such as "D20260124", "M202601" or "Y2026"; nothing for another term.
std::optional<Day> day_of(std::string_view term, const TermsOf& terms) {
    if (!term.starts_with(terms.prefix)) return std::nullopt;
    std::string digits(term.substr(terms.prefix.size()));
    if (digits.size() != terms.digits) return std::nullopt;
    digits += std::string_view("0101").substr(digits.size() - 4);
    unsigned number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ptr != digits.data() + digits.size()) return std::nullopt;
    const year_month_day date(year(static_cast<int>(number / 10'000)), month(number / 100 % 100),
                              day(number % 100));
    return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

/// The day that stands for that one among the counts.
Day counted_day(Day day, TimeUnit unit) {
    return unit == TimeUnit::month || unit == TimeUnit::year ? bucket_around(day, unit).first : day;
}

constexpr auto day_of_count = [](const std::pair<Day, std::uint64_t>& count) { return count.first; };

void take_dead_away(const Archive& archive, TimeUnit unit, Days& days) {
    const std::vector<DeadList> dead = archive.dead_in_order();
    for (std::size_t part = 0; part < dead.size(); ++part) {
        if (dead[part].empty()) continue;
        SlotValues dates(archive, part, field(FieldId::published).slot);
        dates.for_each(dead[part], [&](std::string_view value) {
            const std::optional<Day> day = values::day(value);
            if (!day) return;
            const Day counted = counted_day(*day, unit);
            const auto found = std::ranges::lower_bound(days, counted, {}, day_of_count);
            if (found != days.end() && found->first == counted && found->second > 0) --found->second;
        });
    }
    std::erase_if(days, [](const auto& day) { return day.second == 0; });
}

Days read_days(const Archive& archive, TimeUnit unit, Day first, Day last) {
    const TermsOf terms = terms_of(unit);
    const std::string first_term =
        terms.prefix + terms::day(field(FieldId::published), first)
                           .substr(field(FieldId::published).prefix.size(), terms.digits);
    Days days;
    const Xapian::Database& database = archive.database();
    auto term = database.allterms_begin(terms.prefix);
    const auto end = database.allterms_end(terms.prefix);
    if (term != end) term.skip_to(first_term);
    for (; term != end; ++term) {
        const std::optional<Day> day = day_of(*term, terms);
        if (!day) continue;
        if (*day > last) break;
        days.emplace_back(*day, term.get_termfreq());
    }
    take_dead_away(archive, unit, days);
    return days;
}

}  // namespace

const Days& ArchiveDays::between(TimeUnit unit, Day first, Day last) {
    if (unit == TimeUnit::week) unit = TimeUnit::day;  // that has the same terms
    const auto known = known_.find(unit);
    if (known != known_.end()) {
        if (known->second.first <= first && last <= known->second.last) return known->second.days;
        first = std::min(first, known->second.first);
        last = std::max(last, known->second.last);
    }
    Known read{first, last, read_days(archive_, unit, first, last)};
    return known_.insert_or_assign(unit, std::move(read)).first->second.days;
}

void hold_against(Timeline& timeline, const Days& archive_days) {
    if (timeline.buckets.empty()) return;
    const Day end = timeline.buckets.back().last;
    auto next = timeline.buckets.begin();
    auto day = std::ranges::lower_bound(archive_days, timeline.buckets.front().first, {}, day_of_count);
    for (Bucket bucket = bucket_around(timeline.buckets.front().first, timeline.unit); bucket.first <= end;
         bucket = bucket_around(bucket.last + days(1), timeline.unit)) {
        std::uint64_t articles = 0;
        for (; day != archive_days.end() && day->first <= bucket.last; ++day) articles += day->second;
        if (next != timeline.buckets.end() && next->first == bucket.first) {
            (next++)->in_archive = articles;
        } else if (articles == 0 && !timeline.gaps.empty() &&
                   timeline.gaps.back().last + days(1) == bucket.first) {
            timeline.gaps.back().last = bucket.last;
        } else if (articles == 0) {
            timeline.gaps.push_back(bucket);
        }
    }
}

}  // namespace dateline
