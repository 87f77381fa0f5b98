#include "searcher/filters.h"

#include <algorithm>
#include <utility>

#include "searcher/days.h"
#include "searcher/mention_filter.h"
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

using Part = Filters::Part;

/// The articles that pass all these.
Query all_of(const std::vector<const Part*>& parts, const MentionBar& bar) {
    std::vector<Query> all;
    std::vector<Query> none;
    for (const Part* part : parts) {
        if (part->kind == Part::Kind::dates) all.push_back(part->dates);
        if (part->kind != Part::Kind::names) continue;
        std::vector<Query> names;
        for (const KnownName& name : part->names) {
            const bool excludes = part->told.sense == FilterSense::none;
            names.push_back(excludes ? name.query() : naming(field(part->in), name, bar));
        }
        const Query any(Query::OP_OR, names.begin(), names.end());
        (part->told.sense == FilterSense::none ? none : all).push_back(any);
    }
    Query query = Query::MatchAll;
    if (!all.empty()) query = Query(Query::OP_AND, all.begin(), all.end());
    if (none.empty()) return query;
    return {Query::OP_AND_NOT, query, Query(Query::OP_OR, none.begin(), none.end())};
}

MentionBar bar_without(MentionBar bar, Part::Kind kind) {
    if (kind == Part::Kind::mentions) bar.mentions = 0;
    if (kind == Part::Kind::major) bar.major = false;
    return bar;
}

/// The part that the filter adds its name to, new unless it is one of several of which any will do.
Part& part_for(std::vector<Part>& parts, FieldId in, FilterSense sense) {
    const auto known = std::ranges::find_if(parts, [&](const Part& part) {
        return sense == FilterSense::any && part.told.sense == sense && part.in == in;
    });
    if (known != parts.end()) return *known;
    parts.push_back({.told = {std::string(field(in).name), {}, sense}, .in = in});
    return parts.back();
}

void add_dates(const SearchRequest& request, const Archive& archive, Filters& filters) {
    const Field& published = field(FieldId::published);
    const auto add = [&](std::string value, Query query) {
        filters.applied.push_back({std::string(published.name), std::move(value)});
        filters.parts.push_back(
            {.kind = Part::Kind::dates, .told = filters.applied.back(), .dates = std::move(query)});
    };
    if (request.published.first || request.published.last) {
        add(range_text(request.published), days_query(published, request.published, archive.database()));
        filters.parts.back().days = request.published;
    }
    if (request.day_of_year) {
        add(to_string(*request.day_of_year),
            day_of_year_query(published, *request.day_of_year, archive.database()));
    }
    if (request.undated) add("none", Query(std::string(undated_term)));
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

Query Filters::without(const Part& part) const {
    std::vector<const Part*> others;
    for (const Part& other : parts) {
        if (&other != &part) others.push_back(&other);
    }
    return rest_of(all_of(others, bar_without(mentions, part.kind)));
}

Query Filters::rest_of(const Query& passing) const {
    return left_out.empty() ? passing : Query(Query::OP_AND_NOT, passing, left_out);
}

Query Filters::naming_all(const MentionBar& bar) const {
    std::vector<const Part*> named;
    for (const Part& other : parts) {
        if (is_entity(other.in) && other.told.sense != FilterSense::none) named.push_back(&other);
    }
    return all_of(named, bar);
}

Query Filters::only(const Part& part) const {
    if (part.kind == Part::Kind::names || part.kind == Part::Kind::dates) return all_of({&part}, {});
    return naming_all(part.kind == Part::Kind::major ? MentionBar{.major = true}
                                                     : MentionBar{.mentions = mentions.mentions});
}

Filters filters_of(const SearchRequest& request, const Archive& archive, const Entities& entities,
                   Folder& folder) {
    Filters filters;
    filters.mentions = request.mentions;
    const NameFinder finder(archive, entities, folder);
    for (const NameFilter& filter : request.names) {
        const Field& in = field(filter.field);
        KnownName name = finder.find(in, filter.text);
        filters.applied.push_back({std::string(in.name), name.name, filter.sense});
        if (filter.sense == FilterSense::all && is_entity(in.id))
            filters.required.push_back({in.id, name.name, name.numbers});
        Part& part = part_for(filters.parts, in.id, filter.sense);
        part.told.value += (part.names.empty() ? "" : " OR ") + name.name;
        part.names.push_back(std::move(name));
    }
    const auto add_bar = [&](Part::Kind kind, std::string name, std::string value) {
        filters.applied.push_back({std::move(name), std::move(value)});
        filters.parts.push_back({.kind = kind, .told = filters.applied.back()});
    };
    if (request.mentions.mentions > 0)
        add_bar(Part::Kind::mentions, "mentions", std::to_string(request.mentions.mentions));
    if (request.mentions.major) add_bar(Part::Kind::major, "major", "yes");
    add_dates(request, archive, filters);
    std::vector<const Part*> all;
    for (const Part& part : filters.parts) all.push_back(&part);
    if (!request.similar.empty()) {
        const std::optional<Xapian::docid> document = archive.find(request.similar);
        if (document) filters.left_out = same_story(archive, *document, request.copies.fold);
    }
    filters.query = filters.rest_of(all_of(all, filters.mentions));
    return filters;
}

}  // namespace dateline
