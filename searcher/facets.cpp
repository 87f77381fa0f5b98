#include "searcher/facets.h"

#include <algorithm>
#include <set>
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
    for (const FacetRequest& request : facets) {
        const Field* field = find_field(request.field);
        if (field && field->faceted) {
            const bool is_entity = std::ranges::find(authority_kinds, field->id) != authority_kinds.end();
            names_.push_back({request, NameCounter(field->slot, numbers_, is_entity ? bar : MentionBar{})});
        } else {
            by_day_ = true;
        }
    }
}

void FacetCounter::count(const Archive& archive, const Matches& matches) {
    std::set<std::uint32_t> slots;
    for (const NameCounts& name : names_) slots.insert(name.counter.slot());
    if (by_day_) slots.insert(field(FieldId::published).slot);
    for (std::size_t part = 0; part < matches.size(); ++part) {
        for (const std::uint32_t slot : slots) {
            SlotValues(archive, part, slot).for_each(matches[part], [&](std::string_view value) {
                see(slot, value);
            });
        }
    }
}

void FacetCounter::see(std::uint32_t slot, std::string_view value) {
    if (slot == field(FieldId::published).slot) {
        if (by_day_) ++days_[values::day_part(value)];
        return;
    }
    for (NameCounts& name : names_) {
        if (name.counter.slot() == slot) name.counter.see(value);
    }
}

DayCounts FacetCounter::days() const {
    DayCounts counts;
    std::vector<std::pair<Day, std::uint64_t>> in_order;
    for (const auto& [part, articles] : days_) {
        if (const std::optional<Day> day = values::day_of_part(part)) {
            in_order.emplace_back(*day, articles);
        } else {
            counts.undated += articles;
        }
    }
    std::ranges::sort(in_order);
    counts.days.insert(in_order.begin(), in_order.end());
    return counts;
}

void FacetCounter::see_copies(const MatchingCopies& copies) {
    for (NameCounts& name : names_) {
        copies.read_stories(name.counter.slot(),
                            [&](std::uint32_t story, bool is_lead, std::string_view value) {
                                name.counter.see_copy(story, is_lead, value);
                            });
        name.counter.count_copies();
    }
    if (names_.size() == requests_.size()) return;
    copies.read_stories(field(FieldId::published).slot,
                        [&](std::uint32_t story, bool is_lead, std::string_view value) {
                            story_days_.push_back({story, !is_lead, values::day(value)});
                        });
    std::ranges::sort(story_days_, {},
                      [](const StoryDay& one) { return std::pair(one.story, one.not_lead); });
}

/// The days of the leads, and for each bucket that only another copy of a story lies in one day in it.
DayCounts FacetCounter::story_days(TimeUnit unit) const {
    DayCounts counts = days();
    for (auto one = story_days_.begin(); one != story_days_.end();) {
        const StoryDay& lead = *one;
        std::set<Day> buckets;
        for (; one != story_days_.end() && one->story == lead.story; ++one) {
            if (one->day) buckets.insert(bucket_around(*one->day, unit).first);
        }
        if (lead.day) {
            buckets.erase(bucket_around(*lead.day, unit).first);
        } else if (!buckets.empty()) {
            --counts.undated;
        }
        for (const Day day : buckets) ++counts.days[day];
    }
    return counts;
}

std::vector<Facet> FacetCounter::facets(const NameShower& shown, const NameMatcher& has) const {
    std::vector<Facet> facets;
    auto next_name = names_.begin();
    for (const FacetRequest& request : requests_) {
        const bool of_names = next_name != names_.end() && next_name->request.field == request.field;
        facets.push_back(of_names ? name_facet(*next_name++, shown, has) : date_facet(request));
    }
    return facets;
}

Facet FacetCounter::name_facet(const NameCounts& counts, const NameShower& shown,
                               const NameMatcher& has) const {
    Facet facet;
    facet.field = counts.request.field;
    facet.match = counts.request.match;
    facet.missing = counts.counter.missing();
    for (const auto& [number, count] : counts.counter.counts()) {
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
