#include "searcher/facets.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "common/archive/slot_values.h"
#include "common/archive/values.h"
#include "common/authority/authority_file.h"
#include "searcher/buckets.h"

namespace dateline {

namespace {

/// Lists the value, or counts it with the others when it lacks the text that was asked for.
void list_value(Facet& facet, FacetValue value, bool matches) {
    ++facet.distinct;
    if (!matches) {
        facet.other += value.count;
        return;
    }
    ++facet.matching;
    facet.values.push_back(std::move(value));
}

bool is_each_for_itself(const std::vector<std::uint32_t>& numbers) {
    std::uint32_t differ = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) differ |= numbers[i] ^ static_cast<std::uint32_t>(i);
    return differ == 0;
}

/// Values with a lower count are not among those that are listed.
std::uint64_t least_listed(const FacetRequest& request, const NameCounter& counter) {
    if (request.order != FacetOrder::count || !request.match.empty()) return 0;
    if (request.most == 0) return std::numeric_limits<std::uint64_t>::max();
    std::vector<std::uint64_t> counts;
    for (const std::uint32_t number : counter.counted()) counts.push_back(counter.count(number));
    if (counts.size() <= request.most) return 0;
    const auto last = counts.begin() + static_cast<std::ptrdiff_t>(request.most - 1);
    std::ranges::nth_element(counts, last, std::greater());
    return *last;
}

}  // namespace

std::vector<std::string> facet_names() {
    std::vector<std::string> names;
    for (const Field& field : fields) {
        if (field.faceted) names.emplace_back(field.name);
    }
    for (const TimeUnit unit : {TimeUnit::year, TimeUnit::month, TimeUnit::day})
        names.emplace_back(unit_name(unit));
    return names;
}

FacetCounter::FacetCounter(const std::vector<FacetRequest>& facets, bool timeline,
                           std::vector<std::uint32_t> numbers, MentionBar bar)
    : requests_(facets), numbers_(std::move(numbers)), by_day_(timeline) {
    const bool plain = is_each_for_itself(numbers_);
    for (const FacetRequest& request : facets) {
        const Field* field = find_field(request.field);
        if (field && field->faceted) {
            const bool is_entity = std::ranges::find(authority_kinds, field->id) != authority_kinds.end();
            names_.push_back(
                {request, NameCounter(field->slot, numbers_, is_entity ? bar : MentionBar{}, plain)});
        } else {
            by_day_ = true;
        }
    }
}

std::set<std::uint32_t> FacetCounter::slots_of_names() const {
    std::set<std::uint32_t> slots;
    for (const NameCounts& name : names_) slots.insert(name.counter.slot());
    return slots;
}

bool FacetCounter::needs_marks(std::uint32_t slot) const {
    return std::ranges::any_of(names_, [&](const NameCounts& name) {
        return name.counter.slot() == slot && name.counter.needs_marks();
    });
}

void FacetCounter::count(const Archive& archive, const Matches& matches) {
    const std::set<std::uint32_t> slots = slots_of_names();
    for (std::size_t part = 0; part < matches.size(); ++part) {
        for (const std::uint32_t slot : slots) {
            SlotNames(archive, part, slot, needs_marks(slot))
                .for_each(matches[part], [&](const NameLists& names) { see_names(slot, names); });
        }
        if (!by_day_) continue;
        SlotValues(archive, part, field(FieldId::published).slot)
            .for_each(matches[part], [&](std::string_view date) { see_date(date); });
    }
}

void FacetCounter::see_names(std::uint32_t slot, const NameLists& names) {
    for (NameCounts& name : names_) {
        if (name.counter.slot() == slot) name.counter.see(names);
    }
}

DayCounts FacetCounter::days() const {
    return days_.counts();
}

void FacetCounter::see_copies(const Archive& archive, const MatchingStories& stories) {
    NameLists names;
    for (const std::uint32_t slot : slots_of_names()) {
        names.clear();
        for (std::size_t part = 0; part < stories.documents.size(); ++part)
            SlotNames(archive, part, slot, needs_marks(slot)).read(stories.documents[part], names);
        for (NameCounts& name : names_) {
            if (name.counter.slot() == slot) name.counter.see_stories(names, stories.members);
        }
    }
    if (names_.size() == requests_.size()) return;
    for (std::size_t part = 0; part < stories.documents.size(); ++part) {
        SlotValues(archive, part, field(FieldId::published).slot)
            .for_each(stories.documents[part],
                      [&](std::string_view date) { story_days_.push_back(values::day_part(date)); });
    }
    story_members_ = stories.members;
}

/// The days of the leads, and for each bucket that only another copy of a story lies in one day in it.
DayCounts FacetCounter::story_days(TimeUnit unit) const {
    DayCounter counter = days_;
    std::vector<Day> buckets;  // of the story, by their first days
    bool is_dated = false;
    for (const MatchingStories::Member& member : story_members_) {
        const std::optional<Day> day = values::day_of_part(story_days_[member.document]);
        if (member.is_lead) {
            buckets.clear();
            is_dated = day.has_value();
        }
        if (!day) continue;
        const Day bucket = bucket_around(*day, unit).first;
        if (std::ranges::find(buckets, bucket) != buckets.end()) continue;
        buckets.push_back(bucket);
        if (member.is_lead) continue;
        counter.see(values::part_of_day(bucket));
        if (!is_dated) counter.one_less_undated();
        is_dated = true;
    }
    return counter.counts();
}

std::vector<Facet> FacetCounter::facets(const NameShower& shown, const NameMatcher& has,
                                        std::span<const AppliedFilter> filters, bool only_listed) const {
    std::vector<Facet> facets;
    auto next_name = names_.begin();
    for (const FacetRequest& request : requests_) {
        const bool of_names = next_name != names_.end() && next_name->request.field == request.field;
        facets.push_back(of_names ? name_facet(*next_name++, shown, has, filters, only_listed)
                                  : date_facet(request));
    }
    return facets;
}

Facet FacetCounter::name_facet(const NameCounts& counts, const NameShower& shown, const NameMatcher& has,
                               std::span<const AppliedFilter> filters, bool only_listed) const {
    Facet facet;
    facet.field = counts.request.field;
    facet.match = counts.request.match;
    facet.missing = counts.counter.missing();
    const std::uint64_t least = only_listed ? least_listed(counts.request, counts.counter) : 0;
    const bool is_filtered =
        std::ranges::any_of(filters, [&](const AppliedFilter& one) { return one.field == facet.field; });
    const auto is_asked_for = [&](std::string_view value) {
        return std::ranges::any_of(filters, [&](const AppliedFilter& one) {
            return one.field == facet.field && one.value == value;
        });
    };
    for (const std::uint32_t number : counts.counter.counted()) {
        const std::uint64_t count = counts.counter.count(number);
        // A name is put together for those alone that may be shown.
        if (count < least && !(is_filtered && is_asked_for(shown(number)))) {
            ++facet.distinct;
            ++facet.matching;
            facet.other += count;
            continue;
        }
        list_value(facet, {.value = std::string(shown(number)), .count = count},
                   facet.match.empty() || has(number, facet.match));
    }
    return facet;
}

Facet FacetCounter::date_facet(const FacetRequest& request) const {
    Facet facet;
    facet.field = request.field;
    facet.match = request.match;
    const TimeUnit unit = unit_named(request.field).value_or(TimeUnit::day);
    const DayCounts counts = story_days(unit);
    facet.missing = counts.undated;
    for (const Bucket& bucket : buckets_of(counts.days, unit)) {
        const std::string label = bucket_label(bucket, unit);
        list_value(facet, {.value = label, .count = bucket.count},
                   label.find(facet.match) != std::string::npos);
    }
    return facet;
}

}  // namespace dateline
