#include "searcher/why_nothing.h"

#include <algorithm>
#include <utility>

#include "common/archive/values.h"
#include "searcher/days.h"
#include "searcher/did_you_mean.h"
#include "searcher/query/looser_form.h"
#include "searcher/query/printer.h"
#include "searcher/query/tree_rules.h"
#include "searcher/query_words.h"
#include "searcher/word_stems.h"

namespace dateline {

namespace {

using Xapian::Query;

/// Words without articles for which others are looked for: more are no slips.
constexpr std::size_t most_suggested_for = 5;

bool is_of_forms(Node::Kind kind) {
    return kind == Node::Kind::word || kind == Node::Kind::exact || kind == Node::Kind::cased ||
           kind == Node::Kind::phrase;
}

bool holds(const Node& tree, const Node& leaf) {
    return &tree == &leaf ||
           std::ranges::any_of(tree.children, [&](const Node& child) { return holds(child, leaf); });
}

/// True for a leaf that the query leaves articles out by.
bool is_excluded(const Node& tree, const Node& leaf) {
    if (tree.kind == Node::Kind::exclude) return holds(tree, leaf);
    return std::ranges::any_of(tree.children, [&](const Node& child) { return is_excluded(child, leaf); });
}

}  // namespace

const AskedPart* WhyNothing::culprit() const {
    const AskedPart* found = nullptr;
    for (const AskedPart& part : parts) {
        if (part.without.value_or(0) > (found ? *found->without : 0)) found = &part;
    }
    return found;
}

NothingFound::NothingFound(const SearchRequest& request, const Node& typed, const Filters& filters,
                           const Archive& archive, const Entities& entities, Analyzer& analyzer)
    : request_(request),
      typed_(typed),
      filters_(filters),
      archive_(archive),
      analyzer_(analyzer),
      counter_(archive, request.copies),
      compiler_(archive, entities, analyzer, request.typed, request.any_word) {}

WhyNothing NothingFound::explain() {
    WhyNothing why;
    collect_conjuncts();
    count_words(why);
    count_parts(why);
    count_without(why);
    count_looser(why);
    count_mentions(why);
    count_days(why);
    suggest(why);
    return why;
}

void NothingFound::collect_conjuncts() {
    const auto add = [&](const Node& node, bool is_similar = false) {
        const bool known =
            std::ranges::any_of(conjuncts_, [&](const Conjunct& conjunct) { return *conjunct.node == node; });
        if (known) return;
        const bool excludes = node.kind == Node::Kind::exclude;
        Query query = query_of(excludes ? node.children.front() : node);
        // An article is not like itself.
        if (is_similar) query = filters_.rest_of(query);
        conjuncts_.push_back({&node, excludes, is_similar, std::move(query)});
    };
    // With --any its words are alternatives: to leave one out finds nothing more.
    if (typed_.kind == Node::Kind::all_of && !request_.any_word) {
        for (const Node& child : typed_.children) add(child);
    } else if (typed_.kind != Node::Kind::all) {
        add(typed_);
    }
    if (request_.similar.empty()) return;
    add(typed_.kind == Node::Kind::all ? request_.query : request_.query.children.back(), true);
}

Query NothingFound::query_of(const Node& node) {
    return compiler_.compile(node).matching;
}

void NothingFound::count_words(WhyNothing& why) {
    const auto add = [&](std::string word, const Query& query) {
        if (std::ranges::find(why.words, word, &WordCount::word) == why.words.end())
            why.words.push_back({std::move(word), counter_.count(query)});
    };
    QueryWords words(archive_, analyzer_);
    if (typed_.kind == Node::Kind::all) return;
    for (const Node* leaf : counted_parts(typed_)) {
        add((is_excluded(typed_, *leaf) ? "-" : "") + print_query(*leaf), query_of(*leaf));
        if (why.words.back().articles > 0 || !is_of_forms(leaf->kind)) continue;
        const AnalyzedText text = words.analyze(leaf->text);
        if (text.sequence.size() < 2) continue;
        // A phrase that nobody wrote: the words in it may be there nevertheless.
        for (const std::string& word : text.weighing)
            add(word, WordStems(archive_, analyzer_, word).anywhere());
    }
}

void NothingFound::count_parts(WhyNothing& why) {
    for (const Conjunct& conjunct : conjuncts_) {
        AskedPart part;
        if (conjunct.is_similar) {
            part.filter = AppliedFilter{"similar", request_.similar};
        } else {
            part.query = print_query(*conjunct.node);
        }
        const auto word = std::ranges::find(why.words, part.query, &WordCount::word);
        part.articles = word != why.words.end() ? word->articles : counter_.count(conjunct.query);
        why.parts.push_back(std::move(part));
    }
    for (const Filters::Part& filter : filters_.parts)
        why.parts.push_back({.filter = filter.told, .articles = counter_.count(filters_.only(filter))});
}

void NothingFound::count_without(WhyNothing& why) const {
    if (why.parts.size() < 2 || why.parts.size() > most_parts) return;
    const auto finds_nothing = [&](std::size_t i) {
        return why.parts[i].articles == 0 && !(i < conjuncts_.size() && conjuncts_[i].excludes);
    };
    std::size_t empty = 0;
    for (std::size_t i = 0; i < why.parts.size(); ++i) empty += finds_nothing(i) ? 1 : 0;
    for (std::size_t i = 0; i < why.parts.size(); ++i) {
        if (!leaves_a_question(i)) continue;
        const bool another_is_empty = empty > (finds_nothing(i) ? 1U : 0U);
        if (another_is_empty) {
            why.parts[i].without = 0;
        } else if (why.parts.size() == 2) {
            why.parts[i].without = why.parts[1 - i].articles;  // the rest is the other one
        } else {
            why.parts[i].without = counter_.count(without(i));
        }
    }
}

/// A part that finds nothing may be too strict: what of it is there says more than what would be without it.
void NothingFound::count_looser(WhyNothing& why) {
    if (why.parts.size() > most_parts) return;
    QueryWords words(archive_, analyzer_);
    for (std::size_t i = 0; i < conjuncts_.size(); ++i) {
        if (conjuncts_[i].excludes || conjuncts_[i].is_similar) continue;
        const std::optional<Node> looser = looser_form(
            *conjuncts_[i].node, [&](std::string_view text) { return words.analyze(text).sequence; });
        if (!looser) continue;
        why.parts[i].looser = print_query(*looser);
        why.parts[i].with_looser = counter_.count(Query(Query::OP_AND, query_of(*looser), without(i)));
    }
}

/// Whether what remains can be asked: a query that only leaves articles out cannot.
bool NothingFound::leaves_a_question(std::size_t part) const {
    bool any = false;
    bool finds = false;
    for (std::size_t i = 0; i < conjuncts_.size(); ++i) {
        if (i == part) continue;
        any = true;
        finds = finds || !conjuncts_[i].excludes;
    }
    return (!any || finds) && !leaves_bar_alone(part);
}

/// How often someone must be mentioned is no question without anyone.
bool NothingFound::leaves_bar_alone(std::size_t part) const {
    bool names_someone = false;
    bool asks = false;
    for (std::size_t i = 0; i < filters_.parts.size(); ++i) {
        if (conjuncts_.size() + i == part) continue;
        const Filters::Part& filter = filters_.parts[i];
        const bool is_entity = std::ranges::find(authority_kinds, filter.in) != authority_kinds.end();
        names_someone = names_someone || (is_entity && filter.told.sense != FilterSense::none);
        asks =
            asks || filter.kind == Filters::Part::Kind::mentions || filter.kind == Filters::Part::Kind::major;
    }
    return asks && !names_someone;
}

/// The whole question without one of its parts, those of the query first.
Query NothingFound::without(std::size_t part) const {
    std::vector<Query> all{part < conjuncts_.size()
                               ? filters_.query
                               : filters_.without(filters_.parts[part - conjuncts_.size()])};
    std::vector<Query> none;
    for (std::size_t i = 0; i < conjuncts_.size(); ++i) {
        if (i != part) (conjuncts_[i].excludes ? none : all).push_back(conjuncts_[i].query);
    }
    const Query query(Query::OP_AND, all.begin(), all.end());
    if (none.empty()) return query;
    return {Query::OP_AND_NOT, query, Query(Query::OP_OR, none.begin(), none.end())};
}

/// Tags say who is in an article, but not how often: then it passes no bar however much it makes of someone.
void NothingFound::count_mentions(WhyNothing& why) const {
    if (!filters_.mentions.asks()) return;
    if (counter_.count(filters_.naming_all({.mentions = 1})) > 0) return;
    why.unmentioned = counter_.count(filters_.naming_all({}));
}

void NothingFound::count_days(WhyNothing& why) const {
    for (std::size_t i = 0; i < why.parts.size(); ++i) {
        const bool helps = why.parts.size() == 1 || why.parts[i].without.value_or(0) > 0;
        const bool in_query = i < conjuncts_.size();
        if (in_query && conjuncts_[i].node->kind == Node::Kind::dates) {
            const Node& node = *conjuncts_[i].node;
            why.days.push_back(asked_days(field(*node.field), node.days, helps ? i : why.parts.size(),
                                          why.parts[i].articles));
        } else if (!in_query && filters_.parts[i - conjuncts_.size()].days) {
            why.days.push_back(asked_days(field(FieldId::published),
                                          *filters_.parts[i - conjuncts_.size()].days,
                                          helps ? i : why.parts.size(), why.parts[i].articles));
        }
    }
}

/// What is around the days, when `part` is the number of the part that asks for them: leaving it out helps.
AskedDays NothingFound::asked_days(const Field& in, const DayRange& days, std::size_t part,
                                   std::uint64_t articles) const {
    AskedDays asked{.field = std::string(in.name), .days = days, .articles = articles};
    if (part >= conjuncts_.size() + filters_.parts.size()) return asked;
    const Query others = without(part);
    constexpr std::chrono::days one_day{1};
    if (days.first && *days.first > earliest_day)
        asked.before = nearest_day(in, others, {{}, *days.first - one_day}, true);
    if (days.last) asked.after = nearest_day(in, others, {*days.last + one_day, {}}, false);
    return asked;
}

std::optional<DayCount> NothingFound::nearest_day(const Field& in, const Query& others, const DayRange& days,
                                                  bool latest) const {
    const auto within = [&](const DayRange& range) {
        return Query(Query::OP_AND, others, days_query(in, range, archive_.database()));
    };
    Xapian::Enquire enquire(archive_.database());
    enquire.set_query(archive_.living(within(days)));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(in.slot, latest);
    const Xapian::MSet found = enquire.get_mset(0, 1);
    if (found.empty()) return std::nullopt;
    const std::optional<Day> day = values::day(archive_.value(*found.begin(), in.slot));
    if (!day) return std::nullopt;
    return DayCount{*day, counter_.count(within({*day, *day}))};
}

void NothingFound::suggest(WhyNothing& why) {
    const DidYouMean dictionary(archive_, analyzer_, counter_);
    QueryWords words(archive_, analyzer_);
    std::vector<std::string> unknown;
    if (typed_.kind == Node::Kind::all) return;
    const auto look_up = [&](const Node& leaf) {
        if (!is_of_forms(leaf.kind)) return;
        const std::vector<std::string> sequence = words.analyze(leaf.text).sequence;
        const auto counted = std::ranges::find(why.words, print_query(leaf), &WordCount::word);
        if (counted != why.words.end() && counted->articles == 0) {
            if (auto together = dictionary.suggest_joined(sequence))
                keep_found(std::move(*together), leaf, why);
        }
        for (const std::string& word : sequence) {
            if (unknown.size() == most_suggested_for) return;
            if (std::ranges::find(unknown, word) != unknown.end() || !dictionary.is_unknown(word)) continue;
            unknown.push_back(word);
            for (SuggestedWord& suggestion : dictionary.suggest(word))
                keep_found(std::move(suggestion), leaf, why);
        }
    };
    for (const Node* part : counted_parts(typed_)) {
        if (part->kind != Node::Kind::at_least) {
            look_up(*part);
            continue;
        }
        for (const Node* counted : counted_parts(part->children.front())) look_up(*counted);
    }
}

/// Keeps what articles have where it was typed, in that field and among those that pass the filters.
void NothingFound::keep_found(SuggestedWord suggestion, const Node& leaf, WhyNothing& why) {
    Node meant{.kind = Node::Kind::word, .field = leaf.field, .text = suggestion.word};
    if (meant.text.starts_with('"') && meant.text.size() > 2) {
        meant.kind = Node::Kind::phrase;
        meant.text = meant.text.substr(1, meant.text.size() - 2);
    }
    const Query found = query_of(meant);
    suggestion.articles = counter_.count(Query(Query::OP_AND, found, filters_.query));
    // Where nothing passes the filters they are to blame, and the word is one more slip.
    if (suggestion.articles == 0 && counter_.count(filters_.query) == 0)
        suggestion.articles = counter_.count(found);
    if (suggestion.articles > 0) why.suggestions.push_back(std::move(suggestion));
}

}  // namespace dateline
