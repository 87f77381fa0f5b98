#include "searcher/search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/error.h"
#include "searcher/article_language.h"
#include "searcher/hit_copies.h"
#include "searcher/names.h"
#include "searcher/query/printer.h"
#include "searcher/score_lines.h"
#include "searcher/shown_entities.h"
#include "searcher/similar_articles.h"
#include "searcher/snippet.h"
#include "searcher/sorting.h"
#include "searcher/view_count.h"
#include "searcher/why_nothing.h"

namespace dateline {

namespace {

using Xapian::Query;

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

class HitCollector final : public AnswerReader {
public:
    void begin(const Answer& /*answer*/, std::uint64_t /*hits*/) override {}
    bool hit(Hit hit) override {
        hits_.push_back(std::move(hit));
        return true;
    }
    void end() override {}
    [[nodiscard]] std::vector<Hit> take() { return std::move(hits_); }

private:
    std::vector<Hit> hits_;
};

}  // namespace

Answer Search::answer(const SearchRequest& request) {
    HitCollector collector;
    Answer answer = this->answer(request, collector);
    answer.hits = collector.take();
    return answer;
}

Answer Search::answer(const SearchRequest& typed, AnswerReader& reader) {
    const SearchRequest request = typed.similar.empty() ? typed : with_similar(typed);
    Answer answer;
    answer.archive_id = archive_.manifest().archive_id;
    answer.revision = archive_.manifest().revision;
    answer.articles = archive_.manifest().live_articles();
    answer.query.id = request.id;
    answer.query.typed = request.typed;
    answer.query.similar = request.similar;
    answer.query.understood = print_query(request.query);
    if (request.sort == Sort::random) answer.query.seed = request.seed;
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
        Found found = find(request, compiled, ranker, filters, answer);
        finish_facets(request, answer);
        finish_timeline(request, found.days, answer);
        if (answer.total == 0) {
            // What articles shall be like is no word that anybody typed.
            if (request.similar.empty()) {
                const ViewCounter counter(archive_, request.copies);
                for (const WeighedWord& word : compiled.words)
                    answer.words.push_back({word.word, counter.count(word.query)});
                if (compiled.words.size() > 1) find_nearest(request, compiled, ranker, filters.query, answer);
            }
            answer.undated = undated_matches(request, compiled);
            if (request.why_nothing) {
                answer.why =
                    NothingFound(request, typed.query, filters, archive_, entities_, analyzer_).explain();
            }
        }
        if (request.all) answer.query.limit = answer.total;
        read_hits(found, request, compiled, ranker, answer, reader);
    });
    return answer;
}

/// The same with the words of the article that all are to be like.
SearchRequest Search::with_similar(SearchRequest request) {
    const std::optional<Xapian::docid> document = archive_.find(request.similar);
    if (!document) throw Error(fmt::format("no article has the id '{}'", request.similar));
    Node like = guard_xapian(archive_.folder(),
                             [&] { return similar_query(archive_, archive_.article(*document), analyzer_); });
    if (request.query.kind == Node::Kind::all) {
        request.query = std::move(like);
    } else if (request.query.kind == Node::Kind::all_of) {
        request.query.children.push_back(std::move(like));
    } else {
        request.query = {.kind = Node::Kind::all_of, .children = {std::move(request.query), std::move(like)}};
    }
    return request;
}

Query Search::within(const Query& query, const Query& filters) const {
    const bool none = filters.get_type() == Query::LEAF_MATCH_ALL;
    return archive_.living(none ? query : Query(Query::OP_FILTER, query, filters));
}

/// The articles without a date that match, when the request asks for dates.
std::uint64_t Search::undated_matches(const SearchRequest& request, const CompiledQuery& compiled) {
    if (!request.published.first && !request.published.last) return 0;
    SearchRequest undated = request;
    undated.published = {};
    undated.undated = true;
    const Filters filters = filters_of(undated, archive_, entities_, analyzer_.folder());
    return ViewCounter(archive_, request.copies)
        .count(Query(Query::OP_FILTER, compiled.matching, filters.query));
}

/// Adds words of the first hits to what ranks and, where any word will do, to what matches.
void Search::expand(const SearchRequest& request, const Filters& filters, Ranker& ranker,
                    CompiledQuery& compiled, Answer& answer) {
    const Matches matches = find_matches(archive_, within(compiled.matching, filters.query));
    const std::vector<Place> first =
        best_places(archive_, matches, ranker.scorer(), {0, settings_.feedback.hits});
    std::vector<AddedWord> words = words_to_add(first, archive_, analyzer_, settings_.feedback);
    answer.query.added.emplace();
    std::vector<Query> stems;
    for (const AddedWord& word : words) {
        answer.query.added->push_back(word.word);
        stems.emplace_back(word.stem);
    }
    ranker.add_words(std::move(words));
    if (!request.any_word || stems.empty()) return;
    const Query more(Query::OP_OR, stems.begin(), stems.end());
    compiled.matching = Query(Query::OP_OR, compiled.matching, more);
    if (!compiled.unwanted.empty())
        compiled.matching = Query(Query::OP_AND_NOT, compiled.matching, compiled.unwanted);
}

Search::Found Search::find(const SearchRequest& request, const CompiledQuery& compiled, const Ranker& ranker,
                           const Filters& filters, Answer& answer) {
    Found found;
    found.matching = within(compiled.matching, filters.query);
    answer.folded = request.copies.fold;
    answer.has_copies = has_copies(archive_);
    answer.query.list_copies = request.copies.show_list;
    answer.query.in_time = request.copies.in_time;
    answer.exact = true;
    found.choice = lead_choice(request, answer);
    const bool folds = answer.folded && answer.has_copies;
    const bool counts = !request.facets.empty() || request.timeline || request.entities;
    if (!folds && !counts && request.limit == 0) {
        answer.total = count_matches(archive_, found.matching);
        return found;
    }
    Matches matches = find_matches(archive_, found.matching);
    answer.total = count(matches);
    if (folds) {
        found.copies.emplace(archive_).find(matches, found.choice);
        answer.copies = found.copies->folded();
        answer.total -= answer.copies;
        remove(matches, found.copies->folded_documents());
    }
    if (counts) count_views(request, filters, matches, found, answer);
    const Page page{request.offset, request.limit};
    found.places = request.sort == Sort::relevance
                       ? best_places(archive_, matches, ranker.scorer(), page)
                       : places_by(request.sort, request.seed, archive_, matches, page);
    return found;
}

/// Begins the answer when its first hits are read, all of them on an ordinary page: where the archive turns
/// out to be damaged, nothing has been said yet.
void Search::read_hits(Found& found, const SearchRequest& request, const CompiledQuery& compiled,
                       const Ranker& ranker, const Answer& answer, AnswerReader& reader) {
    constexpr std::size_t read_first = 100;
    Highlighter highlighter(compiled.wanted, analyzer_);
    const bool explains = request.explain != Explain::no && request.sort == Sort::relevance;
    const std::optional<Scorer> scorer = explains ? std::optional(ranker.scorer()) : std::nullopt;
    std::vector<Hit> first;
    bool goes_on = true;
    const auto begin = [&] {
        reader.begin(answer, found.places.size());
        for (auto hit = first.begin(); hit != first.end() && goes_on; ++hit) {
            goes_on = reader.hit(std::move(*hit));
        }
    };
    std::size_t read = 0;
    for (auto place = found.places.begin(); place != found.places.end() && goes_on; ++place, ++read) {
        Hit hit = hit_of(*place, request, highlighter);
        if (scorer) explain(hit, place->document, request.explain, *scorer);
        if (hit.cluster > 0 && request.copies.count) {
            if (!found.copies) {
                found.copies.emplace(archive_).find(find_matches(archive_, found.matching), found.choice);
            }
            add_copies(hit, place->document, *found.copies, request);
        }
        if (read == read_first) begin();
        if (read < read_first) {
            first.push_back(std::move(hit));
        } else if (goes_on) {
            goes_on = reader.hit(std::move(hit));
        }
    }
    if (read <= read_first) begin();
    reader.end();
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

void Search::add_copies(Hit& hit, Xapian::docid document, const MatchingCopies& copies,
                        const SearchRequest& request) {
    hit.copies = copies.count(hit.cluster) - 1;
    if (!request.copies.list || hit.copies == 0) return;
    hit.copy_list =
        hit_copies(archive_, copies.others(hit.cluster, document), hit.article.source, analyzer_.folder());
}

/// Finds the articles that have most of the query's words, when none has what it asks for.
void Search::find_nearest(const SearchRequest& request, const CompiledQuery& compiled, const Ranker& ranker,
                          const Query& filters, Answer& answer) {
    std::vector<Query> words;
    for (const WeighedWord& word : compiled.words) words.push_back(word.query);
    Query some(Query::OP_OR, words.begin(), words.end());
    if (!compiled.unwanted.empty()) some = Query(Query::OP_AND_NOT, some, compiled.unwanted);
    const Scorer scorer = ranker.scorer_of_words();
    const FullestMatches fullest =
        fullest_matches(archive_, find_matches(archive_, within(some, filters)), scorer);
    if (fullest.words == 0) return;

    Nearest nearest;
    nearest.words_asked = compiled.words.size();
    nearest.words_matched = fullest.words;
    nearest.total = count(fullest.matches);
    constexpr std::uint64_t usual = 10;
    Highlighter highlighter(compiled.wanted, analyzer_);
    const bool explains = request.explain != Explain::no && request.sort == Sort::relevance;
    for (const Place& place :
         best_places(archive_, fullest.matches, scorer, {0, request.all ? usual : request.limit})) {
        nearest.hits.push_back(hit_of(place, request, highlighter));
        if (explains) explain(nearest.hits.back(), place.document, request.explain, scorer);
    }
    answer.nearest = std::move(nearest);
}

Hit Search::hit_of(const Place& place, const SearchRequest& request, Highlighter& highlighter) {
    Hit hit;
    hit.rank = place.rank;
    if (request.sort == Sort::relevance) hit.score = place.score;
    hit.article = archive_.article(place.document);
    hit.cluster = archive_.cluster(place.document);
    show_preferred_names(hit.article, entities_.authority(), analyzer_.folder());
    if (request.excerpts) {
        highlighter.set_language(article_language(archive_, hit.article));
        hit.title = marked_whole(hit.article.title, highlighter);
        hit.snippet = best_excerpt(hit.article, highlighter, request.snippet_length);
    }
    return hit;
}

/// Says what each part of the score gave the hit.
void Search::explain(Hit& hit, Xapian::docid document, Explain how, const Scorer& scorer) const {
    const std::vector<double> weights = scorer.addends(document);
    std::vector<Addend> addends;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] > 0) addends.push_back({scorer.parts()[i].kind, scorer.parts()[i].label, weights[i]});
    }
    if (how == Explain::full) {
        hit.why = score_lines(addends, hit.score);
    } else {
        hit.why = {score_line(addends, hit.score)};
    }
}

}  // namespace dateline
