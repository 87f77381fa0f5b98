#include "searcher/formats/json_values.h"

#include <algorithm>
#include <cmath>

#include "common/text/characters.h"
#include "searcher/buckets.h"
#include "searcher/hit_copies.h"

namespace dateline {

namespace {

Json hits_json(const std::vector<Hit>& hits) {
    Json list = Json::array();
    for (const Hit& hit : hits) list.push_back(hit_json(hit));
    return list;
}

Json words_json(const std::vector<WordCount>& words) {
    Json list = Json::array();
    for (const WordCount& count : words) list.push_back({{"word", count.word}, {"articles", count.articles}});
    return list;
}

std::string_view sense_name(FilterSense sense) {
    switch (sense) {
        case FilterSense::all:
            return "all";
        case FilterSense::any:
            return "any";
        case FilterSense::none:
            return "none";
    }
    return {};
}

Json filter_json(const AppliedFilter& filter) {
    return {{"field", filter.field}, {"value", filter.value}, {"sense", sense_name(filter.sense)}};
}

Json query_json(const AskedFor& query) {
    Json filters = Json::array();
    for (const AppliedFilter& filter : query.filters) {
        filters.push_back(filter_json(filter));
    }
    return {{"id", text_or_null(query.id)},
            {"typed", query.typed},
            {"understood", query.understood},
            {"filters", std::move(filters)},
            {"sort", query.sort},
            {"seed", query.seed ? Json(*query.seed) : Json(nullptr)},
            {"similar", text_or_null(query.similar)},
            {"added", query.added ? Json(*query.added) : Json(nullptr)},
            {"lead", text_or_null(query.lead)},
            {"offset", query.offset},
            {"limit", query.limit}};
}

Json nearest_json(const Answer& answer) {
    if (!answer.nearest && answer.words.empty()) return nullptr;
    const Nearest nearest = answer.nearest.value_or(Nearest{});
    return {{"words_asked", nearest.words_asked},
            {"words_matched", nearest.words_matched},
            {"total", nearest.total},
            {"words", words_json(answer.words)},
            {"hits", hits_json(nearest.hits)}};
}

Json day_or_null(const std::optional<DayCount>& day) {
    if (!day) return nullptr;
    return {{"day", to_string(day->day)}, {"articles", day->articles}};
}

Json parts_json(const WhyNothing& why) {
    const AskedPart* culprit = why.culprit();
    Json list = Json::array();
    for (const AskedPart& part : why.parts) {
        list.push_back({{"query", text_or_null(part.query)},
                        {"filter", part.filter ? filter_json(*part.filter) : Json(nullptr)},
                        {"articles", part.articles},
                        {"without", part.without ? Json(*part.without) : Json(nullptr)},
                        {"helps_most", &part == culprit},
                        {"looser", text_or_null(part.looser)},
                        {"with_looser", part.looser.empty() ? Json(nullptr) : Json(part.with_looser)}});
    }
    return list;
}

Json days_json(const WhyNothing& why) {
    const auto end = [](const std::optional<Day>& day) {
        return day ? Json(to_string(*day)) : Json(nullptr);
    };
    Json list = Json::array();
    for (const AskedDays& asked : why.days) {
        list.push_back({{"field", asked.field},
                        {"from", end(asked.days.first)},
                        {"to", end(asked.days.last)},
                        {"articles", asked.articles},
                        {"before", day_or_null(asked.before)},
                        {"after", day_or_null(asked.after)}});
    }
    return list;
}

Json why_json(const Answer& answer) {
    if (!answer.why) return nullptr;
    Json suggestions = Json::array();
    for (const SuggestedWord& suggestion : answer.why->suggestions) {
        suggestions.push_back(
            {{"typed", suggestion.typed}, {"word", suggestion.word}, {"articles", suggestion.articles}});
    }
    return {{"words", words_json(answer.why->words)}, {"parts", parts_json(*answer.why)},
            {"days", days_json(*answer.why)},         {"undated", answer.undated},
            {"unmentioned", answer.why->unmentioned}, {"suggestions", std::move(suggestions)}};
}

Json comparison_json(const std::optional<Comparison>& comparison) {
    if (!comparison) return nullptr;
    return {{"typed", comparison->typed},
            {"understood", comparison->understood},
            {"total", comparison->total},
            {"copies", comparison->copies},
            {"timeline", timeline_json(comparison->timeline)}};
}

/// What every answer begins with.
Json answer_head_json(const Answer& answer) {
    Json json;
    json["schema"] = json_schema;
    json["archive"] = {
        {"id", answer.archive_id}, {"revision", answer.revision}, {"articles", answer.articles}};
    json["query"] = query_json(answer.query);
    json["total"] = answer.total;
    json["exact"] = answer.exact;
    json["folded"] = answer.folded;
    json["copies"] = answer.copies;
    return json;
}

}  // namespace

Json character_offsets(std::string_view text, const std::vector<Span>& spans) {
    Json list = Json::array();
    std::size_t characters = 0;
    std::size_t at = 0;
    const auto count_to = [&](std::size_t end) {
        for (; at < std::min(end, text.size()); ++characters) (void)next_character(text, at);
        return characters;
    };
    for (const Span& span : spans) {
        const std::size_t begin = count_to(span.begin);
        list.push_back(Json::array({begin, count_to(span.end)}));
    }
    return list;
}

Json copy_json(const HitCopy& copy, const std::optional<Timestamp>& published) {
    const std::optional<Lag> later = lag(published, copy.published);
    return {{"id", copy.id},
            {"title", text_or_null(copy.title)},
            {"source", text_or_null(copy.source)},
            {"published", time_or_null(copy.published)},
            {"kind", copy.version ? "version" : "copy"},
            {"seconds_later", later && later->in_seconds ? Json(later->amount) : Json(nullptr)},
            {"days_later", later && !later->in_seconds ? Json(later->amount) : Json(nullptr)}};
}

Json hit_json(const Hit& hit) {
    const Article& article = hit.article;
    Json json;
    json["rank"] = hit.rank;
    json["id"] = article.id;
    json["score"] = std::isfinite(hit.score) ? hit.score : 0.0;
    json["title"] = text_or_null(article.title);
    json["published"] = time_or_null(article.published);
    json["updated"] = time_or_null(article.updated);
    json["source"] = text_or_null(article.source);
    json["url"] = text_or_null(article.url);
    json["authors"] = article.authors;
    json["section"] = text_or_null(article.section);
    json["language"] = text_or_null(article.language);
    json["dateline"] = text_or_null(article.dateline);
    json["keywords"] = article.keywords;
    json["people"] = names_json(article.people);
    json["organizations"] = names_json(article.organizations);
    json["places"] = names_json(article.places);
    json["snippet"] = text_or_null(hit.snippet.text);
    json["highlights"] = character_offsets(hit.snippet.text, hit.snippet.marks);
    const bool title_marked = hit.title.text == article.title;
    json["title_highlights"] =
        title_marked ? character_offsets(article.title, hit.title.marks) : Json::array();
    json["explain"] = hit.why;
    json["cluster"] = hit.cluster > 0 ? Json(hit.cluster) : Json(nullptr);
    json["copies"] = hit.copies;
    json["copy_list"] = Json::array();
    for (const HitCopy& copy : hit.copy_list) {
        json["copy_list"].push_back(copy_json(copy, article.published));
    }
    return json;
}

Json facet_json(const Facet& facet) {
    Json values = Json::array();
    for (const FacetValue& row : facet.values) {
        values.push_back({{"value", row.value},
                          {"count", row.count},
                          {"chosen", row.chosen},
                          {"in_archive", row.in_archive ? Json(*row.in_archive) : Json(nullptr)},
                          {"score", row.in_archive ? Json(row.score) : Json(nullptr)}});
    }
    return {
        {"articles", facet.articles}, {"distinct", facet.distinct},         {"missing", facet.missing},
        {"other", facet.other},       {"match", text_or_null(facet.match)}, {"matching", facet.matching},
        {"left_out", facet.left_out}, {"excluded", facet.excluded},         {"values", std::move(values)}};
}

Json timeline_json(const Timeline& timeline) {
    Json buckets = Json::array();
    for (const Bucket& bucket : timeline.buckets) {
        buckets.push_back({{"from", to_string(bucket.first)},
                           {"to", to_string(bucket.last)},
                           {"count", bucket.count},
                           {"in_archive", bucket.in_archive}});
    }
    Json gaps = Json::array();
    for (const Bucket& gap : timeline.gaps) {
        gaps.push_back({{"from", to_string(gap.first)}, {"to", to_string(gap.last)}});
    }
    return {{"unit", unit_name(timeline.unit)},
            {"undated", timeline.undated},
            {"buckets", std::move(buckets)},
            {"gaps", std::move(gaps)}};
}

Json entity_json(const EntityRow& row) {
    Json aliases = Json::array();
    for (const EntityAlias& alias : row.aliases) {
        aliases.push_back({{"name", alias.name}, {"count", alias.count}});
    }
    return {{"name", row.name},
            {"count", row.count},
            {"aliases", std::move(aliases)},
            {"rule", text_or_null(row.rule)}};
}

Json entities_json(const Answer& answer) {
    const EntityList& list = *answer.entities;
    Json rows = Json::array();
    for (const EntityRow& row : list.rows) rows.push_back(entity_json(row));
    Json json = answer_head_json(answer);
    json["entities"] = {{"field", list.field},       {"match", text_or_null(list.match)},
                        {"distinct", list.distinct}, {"missing", list.missing},
                        {"left_out", list.left_out}, {"offset", list.offset},
                        {"rows", std::move(rows)}};
    return json;
}

Json answer_json(const Answer& answer) {
    Json facets = Json::object();
    for (const Facet& facet : answer.facets) facets[facet.field] = facet_json(facet);
    Json json = answer_head_json(answer);
    json["hits"] = hits_json(answer.hits);
    json["facets"] = std::move(facets);
    json["timeline"] = answer.timeline ? timeline_json(*answer.timeline) : Json(nullptr);
    json["comparison"] = comparison_json(answer.comparison);
    json["nearest"] = nearest_json(answer);
    json["why"] = why_json(answer);
    return json;
}

std::vector<Json> facet_rows(const Facet& facet) {
    std::vector<Json> rows;
    const auto add = [&](Json value, std::uint64_t count, const char* kind) {
        rows.push_back({{"facet", facet.field},
                        {"value", std::move(value)},
                        {"count", count},
                        {"kind", kind},
                        {"in_archive", nullptr},
                        {"score", nullptr}});
    };
    for (const FacetValue& row : facet.values) {
        add(row.value, row.count, "value");
        if (!row.in_archive) continue;
        rows.back()["in_archive"] = *row.in_archive;
        rows.back()["score"] = row.score;
    }
    if (facet.other > 0) add(nullptr, facet.other, "other");
    if (facet.missing > 0) add(nullptr, facet.missing, "missing");
    return rows;
}

std::vector<Json> timeline_rows(const std::string* query, const Timeline& timeline) {
    std::vector<Json> rows;
    const auto add = [&](Json from, Json to, std::uint64_t count, Json in_archive, const char* kind) {
        rows.push_back({{"from", std::move(from)},
                        {"to", std::move(to)},
                        {"count", count},
                        {"in_archive", std::move(in_archive)},
                        {"kind", kind}});
        if (query) rows.back()["query"] = *query;
    };
    for (const Bucket& bucket : timeline.buckets) {
        add(to_string(bucket.first), to_string(bucket.last), bucket.count, bucket.in_archive, "bucket");
    }
    for (const Bucket& gap : timeline.gaps) add(to_string(gap.first), to_string(gap.last), 0, 0, "gap");
    if (timeline.undated > 0) add(nullptr, nullptr, timeline.undated, nullptr, "undated");
    return rows;
}

}  // namespace dateline
