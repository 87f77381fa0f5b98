// What Search counts beside the hits: facets, timeline, and both held against the archive.

#include <algorithm>
#include <optional>
#include <utility>

#include "common/fields.h"
#include "common/text/fold.h"
#include "searcher/archive_days.h"
#include "searcher/buckets.h"
#include "searcher/entity_list.h"
#include "searcher/facet_order.h"
#include "searcher/facets.h"
#include "searcher/query/printer.h"
#include "searcher/search.h"
#include "searcher/why_nothing.h"

namespace dateline {

namespace {

bool is_of_names(const FacetRequest& request) {
    const Field* known = find_field(request.field);
    return known && known->faceted;
}

/// The numbers that stand for each name, without what the filters ask for: every article has that.
std::vector<std::uint32_t> counted_numbers(const Entities& entities, const Filters& filters) {
    std::vector<std::uint32_t> numbers = entities.numbers();
    for (const Filters::Required& required : filters.required) {
        for (const std::uint32_t number : required.numbers) numbers[number] = Entities::hidden;
    }
    return numbers;
}

bool is_of_dates(const FacetRequest& facet) {
    return unit_named(facet.field).has_value();
}

bool has_own_filters(const SearchRequest& request, const FacetRequest& facet) {
    if (is_of_dates(facet)) {
        return request.published.first || request.published.last || request.undated || request.day_of_year;
    }
    return std::ranges::any_of(request.names, [&](const NameFilter& filter) {
        return field(filter.field).name == facet.field && filter.sense != FilterSense::none;
    });
}

/// The request for that facet alone.
SearchRequest for_one_facet(const SearchRequest& request, const FacetRequest& facet) {
    SearchRequest alone = request;
    alone.limit = 0;
    alone.offset = 0;
    alone.facets = {facet};
    alone.timeline = false;
    alone.entities.reset();
    return alone;
}

/// The same as if the facet's own filters were not there; what is excluded stays away.
SearchRequest without_own_filters(const SearchRequest& request, const FacetRequest& facet) {
    SearchRequest wider = for_one_facet(request, facet);
    if (is_of_dates(facet)) {
        wider.published = {};
        wider.undated = false;
        wider.day_of_year.reset();
    } else {
        std::erase_if(wider.names, [&](const NameFilter& filter) {
            return field(filter.field).name == facet.field && filter.sense != FilterSense::none;
        });
    }
    return wider;
}

/// Everything that is in the archive, in the same view of copies.
SearchRequest for_whole_archive(const SearchRequest& request, const FacetRequest& facet) {
    SearchRequest whole;
    whole.copies = request.copies;
    whole.limit = 0;
    whole.facets = {facet};
    whole.facets.front().match.clear();
    return whole;
}

}  // namespace

/// Facets, timeline and list of entities, of all that match.
void Search::count_views(const SearchRequest& request, const Filters& filters, const Matches& matches,
                         Found& found, Answer& answer) {
    std::vector<std::uint32_t> numbers;
    if (request.entities || std::ranges::any_of(request.facets, is_of_names)) {
        numbers = request.multi_select ? entities_.numbers() : counted_numbers(entities_, filters);
    }
    if (request.entities) {
        EntityLister lister(*request.entities, numbers, request.mentions);
        lister.count(archive_, matches);
        if (answer.copies > 0) lister.see_copies(archive_, found.copies->stories());
        answer.entities = lister.list(archive_.names(), entities_, analyzer_.folder());
        answer.entities->left_out = filters.required_names(answer.entities->field);
    }
    if (request.facets.empty() && !request.timeline) return;
    FacetCounter counter(request.facets, request.timeline, std::move(numbers), request.mentions);
    counter.count(archive_, matches);
    if (answer.copies > 0 && !request.facets.empty()) counter.see_copies(archive_, found.copies->stories());
    answer.facets = counter.facets([&](std::uint32_t number) { return entities_.shown(number); },
                                   [&](std::uint32_t number, std::string_view text) {
                                       return entities_.has_in_name(
                                           number, name_key(text, analyzer_.folder()), analyzer_.folder());
                                   },
                                   filters.applied, !request.multi_select);
    for (Facet& facet : answer.facets) {
        facet.articles = answer.total;
        if (!request.multi_select) facet.left_out = filters.required_names(facet.field);
    }
    found.days = counter.days();
}

/// What a request that differs in its filters counts.
Search::Counted Search::count_apart(const SearchRequest& request) {
    QueryCompiler compiler(archive_, entities_, analyzer_, request.typed, request.any_word);
    CompiledQuery compiled = compiler.compile(request.query);
    Counted counted;
    const Filters filters = filters_of(request, archive_, entities_, analyzer_.folder());
    Ranker ranker(archive_, entities_, analyzer_, settings_, compiled);
    if (request.expand) expand(request, filters, ranker, compiled, counted.answer);
    counted.days = find(request, compiled, ranker, filters, counted.answer).days;
    return counted;
}

void Search::finish_facets(const SearchRequest& request, Answer& answer) {
    for (std::size_t i = 0; i < answer.facets.size(); ++i) {
        const FacetRequest& asked = request.facets[i];
        Facet& facet = answer.facets[i];
        if (request.multi_select && has_own_filters(request, asked)) {
            facet = std::move(count_apart(without_own_filters(request, asked)).answer.facets.front());
            facet.widened = true;
        }
        if (asked.order == FacetOrder::share) {
            hold_against(facet, count_apart(for_whole_archive(request, asked)).answer.facets.front());
        }
        mark_chosen(facet, answer.query.filters);
        arrange(facet, asked);
    }
}

void Search::finish_timeline(const SearchRequest& request, const DayCounts& counts, Answer& answer) {
    if (!request.timeline) return;
    Days all = counts.days;
    std::optional<Counted> second;
    if (request.compared) {
        SearchRequest other = request;
        other.limit = 0;
        other.offset = 0;
        other.facets.clear();
        other.typed = *request.compared;
        other.query = request.compared_query;
        second = count_apart(other);
        all.insert(all.end(), second->days.days.begin(), second->days.days.end());
        std::ranges::sort(all);
    }
    const TimeUnit unit = request.timeline_unit.value_or(fitting_unit(all));
    answer.timeline = timeline_of(counts, unit);
    const Days none;
    const Days& archive_days = all.empty()
                                   ? none
                                   : archive_days_.between(unit, bucket_around(all.front().first, unit).first,
                                                           bucket_around(all.back().first, unit).last);
    hold_against(*answer.timeline, archive_days);
    if (!second) return;
    answer.comparison = {.typed = *request.compared,
                         .understood = print_query(request.compared_query),
                         .total = second->answer.total,
                         .copies = second->answer.copies,
                         .timeline = timeline_of(second->days, unit)};
    if (request.why_nothing && answer.comparison->total == 0) {
        SearchRequest other = request;
        other.typed = *request.compared;
        other.query = request.compared_query;
        const Node typed = other.query;
        if (!other.similar.empty()) other = with_similar(std::move(other));
        const Filters filters = filters_of(other, archive_, entities_, analyzer_.folder());
        answer.comparison->why =
            NothingFound(other, typed, filters, archive_, entities_, analyzer_).explain();
    }
    hold_against(answer.comparison->timeline, archive_days);
}

}  // namespace dateline
