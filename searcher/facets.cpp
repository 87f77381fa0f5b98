#include "searcher/facets.h"

#include <algorithm>

#include "common/archive/values.h"
#include "searcher/buckets.h"

namespace dateline {

namespace {

/// The values of a facet in order, cut to what was asked for.
void list_values(Facet& facet, std::vector<FacetValue> values, std::size_t most) {
    std::ranges::sort(values, [](const FacetValue& a, const FacetValue& b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    facet.distinct = values.size();
    for (std::size_t i = most; i < values.size(); ++i) facet.other += values[i].count;
    if (values.size() > most) values.resize(most);
    facet.values = std::move(values);
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

FacetCounter::FacetCounter(const std::vector<FacetRequest>& facets, bool timeline, std::size_t names)
    : requests_(facets), known_names_(names), by_day_(timeline) {
    for (const FacetRequest& request : facets) {
        const Field* field = find_field(request.field);
        if (field && field->faceted) {
            names_.push_back({request, field->slot, {}, 0});
        } else {
            by_day_ = true;
        }
    }
}

void FacetCounter::operator()(const Xapian::Document& document, double) {
    for (NameCounts& name : names_) {
        const std::string value = document.get_value(name.slot);
        if (value.empty()) {
            ++name.missing;
            continue;
        }
        values::for_each_name(value, [&](std::uint32_t number, std::uint32_t, bool) {
            if (number >= known_names_) throw_unknown_name();
            if (number >= name.counts.size()) name.counts.resize(number + 1);
            ++name.counts[number];
        });
    }
    if (!by_day_) return;
    const std::optional<Day> day = values::day(document.get_value(field(FieldId::published).slot));
    if (day) {
        ++days_[*day];
    } else {
        ++undated_;
    }
}

std::vector<Facet> FacetCounter::facets(const NameBook& names) const {
    std::vector<Facet> facets;
    auto next_name = names_.begin();
    for (const FacetRequest& request : requests_) {
        const bool of_names = next_name != names_.end() && next_name->request.field == request.field;
        facets.push_back(of_names ? name_facet(*next_name++, names) : date_facet(request));
    }
    return facets;
}

Facet FacetCounter::name_facet(const NameCounts& counts, const NameBook& names) const {
    Facet facet;
    facet.field = counts.request.field;
    facet.missing = counts.missing;
    std::vector<FacetValue> values;
    for (std::uint32_t number = 0; number < counts.counts.size(); ++number) {
        if (counts.counts[number] == 0) continue;
        values.push_back({std::string(names[number].name), counts.counts[number]});
    }
    list_values(facet, std::move(values), counts.request.most);
    return facet;
}

Facet FacetCounter::date_facet(const FacetRequest& request) const {
    Facet facet;
    facet.field = request.field;
    facet.missing = undated_;
    std::vector<FacetValue> values;
    for (const Bucket& bucket : buckets_of(days_, unit_named(request.field).value_or(TimeUnit::day))) {
        values.push_back(
            {bucket_label(bucket, unit_named(request.field).value_or(TimeUnit::day)), bucket.count});
    }
    list_values(facet, std::move(values), request.most);
    return facet;
}

Timeline FacetCounter::timeline(std::optional<TimeUnit> unit) const {
    Timeline timeline;
    timeline.unit = unit.value_or(fitting_unit(days_));
    timeline.buckets = buckets_of(days_, timeline.unit);
    timeline.undated = undated_;
    return timeline;
}

}  // namespace dateline
