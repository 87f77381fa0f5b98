#include "searcher/facet_order.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dateline {

namespace {

bool stands_before(const FacetValue& a, const FacetValue& b, FacetOrder order) {
    const auto by_count = [&] { return a.count != b.count ? a.count > b.count : a.value < b.value; };
    switch (order) {
        case FacetOrder::count:
            return by_count();
        case FacetOrder::name:
            return a.value < b.value;
        case FacetOrder::share: {
            const bool a_is_sure = a.count > 1 && a.score > 0;
            const bool b_is_sure = b.count > 1 && b.score > 0;
            if (a_is_sure != b_is_sure) return a_is_sure;
            return a.score != b.score ? a.score > b.score : by_count();
        }
    }
    return false;
}

}  // namespace

double unusualness(std::uint64_t count, std::uint64_t total, std::uint64_t in_archive,
                   std::uint64_t archive) {
    // Copies may be folded into other leads in the answer than in the archive: then there are no others.
    const auto a = static_cast<double>(count);
    const auto b = static_cast<double>(in_archive > count ? in_archive - count : 0);
    const auto n = static_cast<double>(total);
    const auto m = static_cast<double>(archive > total ? archive - total : 0);
    if (n == 0 || m == 0 || a + b == 0) return 0;
    const auto part = [&](double seen, double articles) {
        return seen == 0 ? 0.0 : seen * std::log(seen / (articles * (a + b) / (n + m)));
    };
    const double ratio = std::max(0.0, 2 * (part(a, n) + part(b, m)));
    return a / n < b / m ? -ratio : ratio;
}

void hold_against(Facet& facet, const Facet& whole) {
    std::unordered_map<std::string_view, std::uint64_t> counts;
    for (const FacetValue& value : whole.values) counts.emplace(value.value, value.count);
    facet.against_archive = true;
    for (FacetValue& value : facet.values) {
        const auto found = counts.find(value.value);
        value.in_archive = found == counts.end() ? 0 : found->second;
        value.score = unusualness(value.count, facet.articles, *value.in_archive, whole.articles);
    }
}

void mark_chosen(Facet& facet, std::span<const AppliedFilter> filters) {
    for (const AppliedFilter& filter : filters) {
        if (filter.field != facet.field) continue;
        if (filter.sense == FilterSense::none) {
            facet.excluded.push_back(filter.value);
            continue;
        }
        for (FacetValue& value : facet.values) value.chosen = value.chosen || value.value == filter.value;
    }
}

void arrange(Facet& facet, const FacetRequest& request) {
    const auto before = [&](const FacetValue& a, const FacetValue& b) {
        return stands_before(a, b, request.order);
    };
    std::vector<FacetValue>& values = facet.values;
    const std::size_t listed = std::min(request.most, values.size());
    const auto rest = values.begin() + static_cast<std::ptrdiff_t>(listed);
    if (rest != values.end()) std::nth_element(values.begin(), rest, values.end(), before);
    std::sort(values.begin(), rest, before);
    const auto unlisted =
        std::stable_partition(rest, values.end(), [](const FacetValue& value) { return value.chosen; });
    std::sort(rest, unlisted, before);
    for (auto value = unlisted; value != values.end(); ++value) facet.other += value->count;
    values.erase(unlisted, values.end());
}

}  // namespace dateline
