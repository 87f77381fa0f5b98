#include "searcher/filters.h"

#include <algorithm>
#include <map>

#include "searcher/days.h"
#include "searcher/mention_filter.h"
#include "searcher/names.h"
#include "searcher/similar_articles.h"

namespace dateline {

namespace {

using Xapian::Query;

std::string range_text(const DayRange& range) {
    if (range.first && range.first == range.last) return to_string(*range.first);
    return (range.first ? to_string(*range.first) : "") + ".." + (range.last ? to_string(*range.last) : "");
}

bool is_entity(FieldId id) {
    return std::ranges::find(authority_kinds, id) != authority_kinds.end();
}

/// The articles that name it, as often as asked.
Query naming(const Field& in, const KnownName& name, const MentionBar& bar) {
    if (!bar.asks() || !is_entity(in.id)) return name.query();
    auto* filter = new MentionFilter(in.slot, name.numbers, bar);
    return {Query::OP_FILTER, name.query(), Query(filter->release())};
}

void add_dates(const SearchRequest& request, const Archive& archive, std::vector<Query>& all,
               std::vector<AppliedFilter>& applied) {
    const Field& published = field(FieldId::published);
    if (request.published.first || request.published.last) {
        all.push_back(days_query(published, request.published, archive.database()));
        applied.push_back({std::string(published.name), range_text(request.published)});
    }
    if (request.day_of_year) {
        all.push_back(day_of_year_query(published, *request.day_of_year, archive.database()));
        applied.push_back({std::string(published.name), to_string(*request.day_of_year)});
    }
    if (request.undated) {
        all.emplace_back(std::string(undated_term));
        applied.push_back({std::string(published.name), "none"});
    }
}

}  // namespace

std::vector<std::string> Filters::required_names(std::string_view in) const {
    std::vector<std::string> names;
    for (const Required& one : required) {
        const bool is_new = std::ranges::find(names, one.name) == names.end();
        if (field(one.field).name == in && is_new) names.push_back(one.name);
    }
    return names;
}

Filters filters_of(const SearchRequest& request, const Archive& archive, const Entities& entities,
                   Folder& folder) {
    Filters filters;
    std::vector<Query> all;
    std::map<FieldId, std::vector<Query>> any;
    std::vector<Query> none;
    const NameFinder finder(archive, entities, folder);
    for (const NameFilter& filter : request.names) {
        const Field& in = field(filter.field);
        KnownName name = finder.find(in, filter.text);
        filters.applied.push_back({std::string(in.name), name.name, filter.sense});
        switch (filter.sense) {
            case FilterSense::all:
                all.push_back(naming(in, name, request.mentions));
                if (is_entity(in.id)) {
                    filters.required.push_back({in.id, std::move(name.name), std::move(name.numbers)});
                }
                break;
            case FilterSense::any:
                any[in.id].push_back(naming(in, name, request.mentions));
                break;
            case FilterSense::none:
                none.push_back(name.query());
                break;
        }
    }
    for (const auto& [in, alternatives] : any) {
        all.emplace_back(Query::OP_OR, alternatives.begin(), alternatives.end());
    }
    if (request.mentions.mentions > 0) {
        filters.applied.push_back({"mentions", std::to_string(request.mentions.mentions)});
    }
    if (request.mentions.major) filters.applied.push_back({"major", "yes"});
    add_dates(request, archive, all, filters.applied);
    if (!request.similar.empty()) {
        const std::optional<Xapian::docid> document = archive.find(request.similar);
        if (document) none.push_back(same_story(archive, *document, request.copies.fold));
    }
    if (!all.empty()) filters.query = Query(Query::OP_AND, all.begin(), all.end());
    if (!none.empty()) {
        filters.query =
            Query(Query::OP_AND_NOT, filters.query, Query(Query::OP_OR, none.begin(), none.end()));
    }
    return filters;
}

}  // namespace dateline
