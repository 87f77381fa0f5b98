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

FacetCounter::FacetCounter(const std::vector<FacetRequest>& facets, bool timeline,
                           std::vector<std::uint32_t> numbers)
    : requests_(facets), numbers_(std::move(numbers)), by_day_(timeline) {
    for (const FacetRequest& request : facets) {
        const Field* field = find_field(request.field);
        if (field && field->faceted) {
            names_.push_back({request, NameCounter(field->slot, numbers_)});
        } else {
            by_day_ = true;
        }
    }
}

void FacetCounter::operator()(const Xapian::Document& document, double) {
    for (NameCounts& name : names_) name.counter.see(document.get_value(name.counter.slot()));
    if (!by_day_) return;
    const std::optional<Day> day = values::day(document.get_value(field(FieldId::published).slot));
    if (day) {
        ++days_[*day];
    } else {
        ++undated_;
    }
}

std::vector<Facet> FacetCounter::facets(const NameShower& shown) const {
    std::vector<Facet> facets;
    auto next_name = names_.begin();
    for (const FacetRequest& request : requests_) {
        const bool of_names = next_name != names_.end() && next_name->request.field == request.field;
        facets.push_back(of_names ? name_facet(*next_name++, shown) : date_facet(request));
    }
    return facets;
}

Facet FacetCounter::name_facet(const NameCounts& counts, const NameShower& shown) const {
    Facet facet;
    facet.field = counts.request.field;
    facet.missing = counts.counter.missing();
    std::vector<FacetValue> values;
    for (const auto& [number, count] : counts.counter.counts()) {
        values.push_back({std::string(shown(number)), count});
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
