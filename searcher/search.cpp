#include "searcher/search.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/error.h"
#include "searcher/entity_list.h"
#include "searcher/facets.h"
#include "searcher/hit_copies.h"
#include "searcher/names.h"
#include "searcher/query/printer.h"
#include "searcher/score_lines.h"
#include "searcher/shown_entities.h"
#include "searcher/snippet.h"

namespace dateline {

namespace {

using Xapian::Query;

/// More than any sum of words' weights: so a score tells how many words an article has.
constexpr double one_word = 10'000;

std::string_view sort_name(Sort sort) {
    switch (sort) {
        case Sort::relevance:
            return "relevance";
        case Sort::newest:
            return "newest";
        case Sort::oldest:
            return "oldest";
    }
    return {};
}

/// Ties in relevance go to the newer article; articles without a date come last in every order.
void set_order(Xapian::Enquire& enquire, Sort sort, const WordWeightSettings& weights) {
    const std::uint32_t slot = field(FieldId::published).slot;
    switch (sort) {
        case Sort::relevance:
            enquire.set_weighting_scheme(WordWeight(weights));
            enquire.set_sort_by_relevance_then_value(slot, true);
            break;
        case Sort::newest:
            enquire.set_weighting_scheme(Xapian::BoolWeight());
            enquire.set_sort_by_value(slot, true);
            break;
        case Sort::oldest: {
            auto* keys = new Xapian::MultiValueKeyMaker;
            keys->add_value(slot, false, "\xFF");
            enquire.set_weighting_scheme(Xapian::BoolWeight());
            enquire.set_sort_by_key(keys->release(), false);
            break;
        }
    }
}

std::string_view lead_name(Lead lead) {
    switch (lead) {
        case Lead::first:
            return "first";
        case Lead::longest:
            return "longest";
        case Lead::source:
            return "source:";
    }
    return {};
}

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

/// In the order that Xapian gives them.
std::vector<Place> places_of(const Xapian::MSet& matches) {
    std::vector<Place> places;
    for (auto match = matches.begin(); match != matches.end(); ++match)
        places.push_back({*match, match.get_weight(), match.get_rank() + std::uint64_t{1}});
    return places;
}

}  // namespace

Answer Search::answer(const SearchRequest& request) {
    Answer answer;
    answer.archive_id = archive_.manifest().archive_id;
    answer.revision = archive_.manifest().revision;
    answer.articles = archive_.manifest().live_articles();
    answer.query.typed = request.typed;
    answer.query.understood = print_query(request.query);
    answer.query.sort = sort_name(request.sort);
    answer.query.offset = request.offset;
    answer.query.limit = request.limit;
    guard_xapian(archive_.folder(), [&] {
        QueryCompiler compiler(archive_, entities_, analyzer_, request.typed, request.any_word);
        CompiledQuery compiled = compiler.compile(request.query);
        const Filters filters = filters_of(request, archive_, entities_, analyzer_.folder());
        answer.query.filters = filters.applied;
        Ranker ranker(archive_, entities_, analyzer_, settings_, compiled);
        if (request.expand) expand(request, filters, ranker, compiled, answer);
        if (request.recent) ranker.prefer_recent(*request.recent);
        find_hits(request, compiled, ranker, filters, answer);
        if (answer.total > 0) return;
        for (const WeighedWord& word : compiled.words) {
            answer.words.push_back({word.word, count(word.query)});
        }
        if (compiled.words.size() > 1) find_nearest(request, compiled, ranker, filters.query, answer);
        answer.undated = undated_matches(request, compiled);
    });
    return answer;
}

Query Search::within(const Query& query, const Query& filters) const {
    return archive_.living(Query(Query::OP_FILTER, query, filters));
}

std::uint64_t Search::count(const Query& query) const {
    Xapian::Enquire enquire(archive_.database());
    enquire.set_query(archive_.living(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, archive_.database().get_doccount()).get_matches_estimated();
}

/// The articles without a date that match, when the request asks for dates.
std::uint64_t Search::undated_matches(const SearchRequest& request, const CompiledQuery& compiled) {
    if (!request.published.first && !request.published.last) return 0;
    SearchRequest undated = request;
    undated.published = {};
    undated.undated = true;
    const Filters filters = filters_of(undated, archive_, entities_, analyzer_.folder());
    return count(Query(Query::OP_FILTER, compiled.matching, filters.query));
}

/// Adds words of the first hits to what ranks and, where any word will do, to what matches.
void Search::expand(const SearchRequest& request, const Filters& filters, Ranker& ranker,
                    CompiledQuery& compiled, Answer& answer) {
    Xapian::Enquire enquire(archive_.database());
    enquire.set_query(ranker.ranked(within(compiled.matching, filters.query)));
    set_order(enquire, Sort::relevance, ranker.weights());
    const auto most = static_cast<Xapian::doccount>(settings_.feedback.hits);
    std::vector<AddedWord> words =
        words_to_add(enquire.get_mset(0, most), archive_, analyzer_, settings_.feedback, ranker.weights());
    answer.query.added.emplace();
    std::vector<Query> stems;
    for (const AddedWord& word : words) {
        answer.query.added->push_back(word.word);
        stems.emplace_back(word.stem);
    }
    ranker.add_words(std::move(words));
    if (!request.any_word || stems.empty()) return;
    const Query more(Query::OP_OR, stems.begin(), stems.end());
    compiled.matching = Query(Query::OP_OR, compiled.matching, Query(Query::OP_SCALE_WEIGHT, more, 0.0));
    if (!compiled.unwanted.empty())
        compiled.matching = Query(Query::OP_AND_NOT, compiled.matching, compiled.unwanted);
}

void Search::find_hits(const SearchRequest& request, const CompiledQuery& compiled, const Ranker& ranker,
                       const Filters& filters, Answer& answer) {
    const bool ranked = request.sort == Sort::relevance;
    Query matching = within(compiled.matching, filters.query);
    answer.folded = request.copies.fold;
    answer.has_copies = has_copies(archive_);
    answer.query.list_copies = request.copies.show_list;
    answer.query.in_time = request.copies.in_time;
    const LeadChoice choice = lead_choice(request, answer);
    std::optional<MatchingCopies> copies;
    if (answer.folded && answer.has_copies) {
        copies.emplace(archive_).find(matching, choice);
        answer.copies = copies->folded();
        matching = copies->without_folded(matching);
    }
    Xapian::Enquire enquire(archive_.database());
    enquire.set_query(ranked ? ranker.ranked(matching) : matching);
    set_order(enquire, request.sort, ranker.weights());
    std::vector<std::uint32_t> numbers;
    if (request.entities || std::ranges::any_of(request.facets, is_of_names)) {
        numbers = counted_numbers(entities_, filters);
    }
    std::optional<EntityLister> lister;
    if (request.entities) enquire.add_matchspy(&lister.emplace(*request.entities, numbers));
    FacetCounter counter(request.facets, request.timeline, std::move(numbers));
    if (!request.facets.empty() || request.timeline) enquire.add_matchspy(&counter);

    const Xapian::doccount all = archive_.database().get_doccount();
    const auto first = static_cast<Xapian::doccount>(std::min<std::uint64_t>(request.offset, all));
    const auto most = static_cast<Xapian::doccount>(std::min<std::uint64_t>(request.limit, all - first));
    // A few on each side of the page tell whether its first and last hit tie with others.
    const bool looks_beyond = ranked && most > 0;
    const Xapian::doccount before = looks_beyond ? std::min(first, matches_behind_page) : 0;
    const Xapian::doccount behind = looks_beyond ? matches_behind_page : 0;
    const Xapian::MSet matches = enquire.get_mset(first - before, before + most + behind, all);
    answer.total = matches.get_matches_estimated();
    answer.exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
    const std::vector<Place> places =
        looks_beyond ? places_in_order(matches, first, most, archive_,
                                       [&](Xapian::doccount from, Xapian::doccount count) {
                                           enquire.clear_matchspies();
                                           return enquire.get_mset(from, count, all);
                                       })
                     : places_of(matches);
    answer.hits = hits_of(places, request, compiled);
    if (request.explain != Explain::no) explain(answer.hits, request, ranker.parts(), ranker.weights());
    const bool any_copied = std::ranges::any_of(answer.hits, [](const Hit& hit) { return hit.cluster > 0; });
    if (any_copied && request.copies.count) {
        if (!copies) copies.emplace(archive_).find(matching, choice);
        add_copies(answer.hits, places, *copies, request);
    }
    answer.facets = counter.facets([&](std::uint32_t number) { return entities_.shown(number); });
    for (Facet& facet : answer.facets) facet.left_out = filters.required_names(facet.field);
    if (request.timeline) answer.timeline = counter.timeline(request.timeline_unit);
    if (!lister) return;
    answer.entities = lister->list(archive_.names(), entities_, analyzer_.folder());
    answer.entities->left_out = filters.required_names(answer.entities->field);
}

/// Understands which copies are to lead. Throws Error for a source that nobody is, or several.
LeadChoice Search::lead_choice(const SearchRequest& request, Answer& answer) {
    LeadChoice choice;
    if (!request.copies.fold) {
        choice.matters = false;
        return choice;
    }
    choice.lead = request.copies.lead;
    answer.query.lead = lead_name(choice.lead);
    if (choice.lead == Lead::source) {
        const NameFinder finder(archive_, entities_, analyzer_.folder());
        KnownName source = finder.find(field(FieldId::source), request.copies.source);
        answer.query.lead += source.name;
        choice.sources = std::move(source.numbers);
    }
    choice.matters =
        request.limit > 0 || !request.facets.empty() || request.timeline || request.entities.has_value();
    return choice;
}

void Search::add_copies(std::vector<Hit>& hits, const std::vector<Place>& places,
                        const MatchingCopies& copies, const SearchRequest& request) {
    for (std::size_t i = 0; i < hits.size(); ++i) {
        Hit& hit = hits[i];
        if (hit.cluster == 0) continue;
        hit.copies = copies.count(hit.cluster) - 1;
        if (!request.copies.list || hit.copies == 0) continue;
        const Xapian::docid document = places[i].document;
        hit.copy_list = hit_copies(archive_, copies.others(hit.cluster, document), hit.article.source,
                                   analyzer_.folder());
    }
}

/// Finds the articles that have most of the query's words, when none has what it asks for.
void Search::find_nearest(const SearchRequest& request, const CompiledQuery& compiled, const Ranker& ranker,
                          const Query& filters, Answer& answer) {
    std::vector<Query> words;
    for (const WeighedWord& word : compiled.words) {
        const Query present((new Xapian::FixedWeightPostingSource(one_word))->release());
        words.emplace_back(Query::OP_AND, word.query, present);
    }
    Query some(Query::OP_OR, words.begin(), words.end());
    if (!compiled.unwanted.empty()) some = Query(Query::OP_AND_NOT, some, compiled.unwanted);
    Xapian::Enquire enquire(archive_.database());
    enquire.set_query(within(some, filters));
    set_order(enquire, Sort::relevance, ranker.weights());
    const double best = enquire.get_mset(0, 1).get_max_attained();
    if (best < one_word) return;

    Nearest nearest;
    nearest.words_asked = compiled.words.size();
    nearest.words_matched = static_cast<std::uint64_t>(std::floor(best / one_word));
    enquire.set_cutoff(0, static_cast<double>(nearest.words_matched) * one_word);
    const Xapian::doccount all = archive_.database().get_doccount();
    const auto most = static_cast<Xapian::doccount>(std::min<std::uint64_t>(request.limit, all));
    const Xapian::MSet matches = enquire.get_mset(0, most, all);
    nearest.total = matches.get_matches_estimated();
    nearest.hits = hits_of(places_of(matches), request, compiled);
    for (Hit& hit : nearest.hits) hit.score -= static_cast<double>(nearest.words_matched) * one_word;
    if (request.explain != Explain::no) explain(nearest.hits, request, ranker.word_parts(), ranker.weights());
    answer.nearest = std::move(nearest);
}

std::vector<Hit> Search::hits_of(const std::vector<Place>& places, const SearchRequest& request,
                                 const CompiledQuery& compiled) {
    Highlighter highlighter(compiled.wanted, analyzer_);
    std::vector<Hit> hits;
    for (const Place& place : places) {
        Hit hit;
        hit.rank = place.rank;
        if (request.sort == Sort::relevance) hit.score = place.score;
        hit.article = archive_.article(place.document);
        hit.cluster = archive_.cluster(place.document);
        show_preferred_names(hit.article, entities_.authority(), analyzer_.folder());
        if (request.excerpts) {
            hit.title = marked_whole(hit.article.title, highlighter);
            hit.snippet = best_excerpt(hit.article, highlighter, request.snippet_length);
        }
        hits.push_back(std::move(hit));
    }
    return hits;
}

/// Says what each part of the score gave each hit: weighed alone, by the same means.
void Search::explain(std::vector<Hit>& hits, const SearchRequest& request,
                     const std::vector<ScorePart>& parts, const WordWeightSettings& weights) const {
    if (request.sort != Sort::relevance) return;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        const Query only(terms::key(field(FieldId::id), hits[i].article.id));
        std::vector<Addend> addends;
        for (const ScorePart& part : parts) {
            Xapian::Enquire enquire(archive_.database());
            enquire.set_weighting_scheme(WordWeight(weights));
            enquire.set_query(within(part.query, only));
            const Xapian::MSet alone = enquire.get_mset(0, 1);
            if (alone.empty() || alone.begin().get_weight() == 0) continue;
            addends.push_back({part.kind, part.label, alone.begin().get_weight()});
        }
        if (request.explain == Explain::full) {
            hits[i].why = score_lines(addends, hits[i].score);
        } else {
            hits[i].why = {score_line(addends, hits[i].score)};
        }
    }
}

}  // namespace dateline
