#include "searcher/compile.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/error.h"
#include "searcher/days.h"
#include "searcher/names.h"
#include "searcher/number_filters.h"
#include "searcher/phrase_start.h"
#include "searcher/stop_words.h"

namespace dateline {

namespace {

using Xapian::Query;

/// Words that one word* or word~ may stand for.
constexpr std::size_t most_expansions = 2000;

FieldId zone_of(const Node& node) {
    return node.field.value_or(FieldId::text);
}

const Node& first_leaf(const Node& node) {
    return node.children.empty() ? node : first_leaf(node.children.front());
}

}  // namespace

CompiledQuery QueryCompiler::compile(const Node& tree) {
    compiled_ = {};
    top_ = &tree;
    guard_xapian(archive_.folder(), [&] {
        compiled_.matching = any_word_ && tree.kind == Node::Kind::all_of ? group_query(tree, Query::OP_OR)
                                                                          : alternative_query(tree);
    });
    return std::move(compiled_);
}

Query QueryCompiler::query_of(const Node& node) {
    switch (node.kind) {
        case Node::Kind::all:
            return Query::MatchAll;
        case Node::Kind::word:
            return word_query(node);
        case Node::Kind::exact:
            return exact_query(node);
        case Node::Kind::prefix:
            return prefix_query(node);
        case Node::Kind::similar:
            return similar_query(node);
        case Node::Kind::cased:
            return cased_query(node);
        case Node::Kind::phrase:
            return phrase_query(node);
        case Node::Kind::length:
            return length_query(node);
        case Node::Kind::at_least:
            return at_least_query(node);
        case Node::Kind::value:
            return value_query(node);
        case Node::Kind::dates:
            return days_query(field(*node.field), node.days, archive_.database());
        case Node::Kind::all_of:
            return group_query(node, Query::OP_AND);
        case Node::Kind::any_of:
            return group_query(node, Query::OP_OR);
        case Node::Kind::exclude:
            return query_of(node.children.front());
        case Node::Kind::near:
        case Node::Kind::adjacent:
        case Node::Kind::same_sentence:
        case Node::Kind::same_paragraph:
            return proximity_query(node);
    }
    return Query::MatchNothing;
}

Query QueryCompiler::word_query(const Node& node) {
    const AnalyzedText text = words_.analyze(node.text);
    if (text.sequence.empty()) refuse(node, "there is no word in this", "");
    const Field& in = field(zone_of(node));
    // Where any word will do, so will any part of "time-sharing".
    const bool parts_will_do = any_word_ && !excluding_ && text.unspaced.empty();
    if (text.sequence.size() > 1 && !parts_will_do) return phrase_query(node);
    std::vector<Query> parts;
    for (const std::string& word : text.weighing) {
        if (text.sequence.size() > 1 && is_stop_word(word)) continue;
        want(compiled_.wanted.stems, stems_of(word).terms());
        parts.push_back(weighed(in, word));
    }
    return {Query::OP_OR, parts.begin(), parts.end()};
}

/// What a node is that any other would do for as well: with any_word a plain word may also stand in a keyword
/// or the byline. Where an article must have a word, it must have it in its text.
Query QueryCompiler::alternative_query(const Node& node) {
    Query in_text = query_of(node);
    if (!any_word_ || node.kind != Node::Kind::word || node.field) return in_text;
    std::vector<Query> labels;
    for (const std::string& word : words_.analyze(node.text).weighing) {
        if (is_stop_word(word)) continue;
        const WordStems stems = stems_of(word);
        for (const std::string& stem : stems.all_terms()) {
            for (const std::string& term : {terms::keyword_stem(stem), terms::byline_stem(stem)})
                if (archive_.database().term_exists(term)) labels.emplace_back(term);
        }
    }
    if (labels.empty()) return in_text;
    return {Query::OP_OR, in_text, Query(Query::OP_OR, labels.begin(), labels.end())};
}

Query QueryCompiler::exact_query(const Node& node) {
    const AnalyzedText text = words_.analyze(node.text);
    PositionPattern pattern = exact_pattern(text);
    if (text.sequence.size() > 1 && !pattern.asks_for_text()) return phrase_query(node);
    if (text.sequence.size() > 1) return in_place(phrase_query(node), std::move(pattern), zone_of(node));
    if (text.sequence.empty()) refuse(node, "there is no word in this", "");
    const std::string& word = text.sequence.front();
    want(compiled_.wanted.words, word);
    const Query candidates = weighed(field(zone_of(node)), word);
    if (zone_of(node) == FieldId::text && !analyzer_.word(word).shared() && !pattern.asks_for_text())
        return {Query::OP_FILTER, candidates, Query(word)};
    return in_place(candidates, std::move(pattern.children.front()), zone_of(node));
}

Query QueryCompiler::prefix_query(const Node& node) {
    return any_of_words(node.text + '*', beginning(node), field(zone_of(node)));
}

Query QueryCompiler::similar_query(const Node& node) {
    return any_of_words(node.text + '~' + std::to_string(node.distance), similar(node), field(zone_of(node)));
}

/// The articles that have one of the words in just this form; their stems weigh as one word.
Query QueryCompiler::any_of_words(const std::string& label, const std::vector<std::string>& words,
                                  const Field& in) {
    if (words.empty()) return Query::MatchNothing;
    std::vector<std::string> stems;
    for (const std::string& word : words) {
        for (const std::string& stem : stems_of(word).terms()) {
            stems.push_back(terms::stem(in, stem));
            if (in.id == FieldId::lede) stems.push_back(terms::stem(field(FieldId::title), stem));
        }
    }
    std::ranges::sort(stems);
    const auto repeated = std::ranges::unique(stems);
    stems.erase(repeated.begin(), repeated.end());
    const Query candidates(Query::OP_OR, stems.begin(), stems.end());
    const bool weighs =
        !excluding_ && std::ranges::find(compiled_.words, label, &WeighedWord::word) == compiled_.words.end();
    if (weighs) compiled_.words.push_back({label, {.terms = stems}, candidates, true});
    if (in.id != FieldId::text) return in_place(candidates, any_word_pattern(words), in.id);
    // Only where a term may stand for other forms too need positions be looked at, and only its own.
    std::vector<Query> present;
    for (const std::string& word : words) {
        present.push_back(analyzer_.word(word).shared()
                              ? in_place(Query(word), any_word_pattern({word}), FieldId::text)
                              : Query(word));
    }
    return {Query::OP_FILTER, candidates, Query(Query::OP_OR, present.begin(), present.end())};
}

Query QueryCompiler::cased_query(const Node& node) {
    const AnalyzedText text = words_.analyze(node.text);
    if (text.sequence.empty()) refuse(node, "there is no word in this", "");
    if (!excluding_) compiled_.wanted.cased.push_back({text.sequence, node.letters});
    std::vector<Query> present;
    for (const std::string& word : text.sequence) present.emplace_back(word);
    const Query candidates(Query::OP_FILTER, all_weighed(field(zone_of(node)), text.weighing),
                           Query(Query::OP_AND, present.begin(), present.end()));
    return in_place(candidates, pattern_of(node), zone_of(node));
}

Query QueryCompiler::length_query(const Node& node) {
    auto unspaced = std::make_shared<const std::vector<std::string>>(words_.unspaced());
    return Query((new LengthFilter(node.count, std::move(unspaced), texts_))->release());
}

Query QueryCompiler::at_least_query(const Node& node) {
    const Node& counted = node.children.front();
    const Query candidates = query_of(counted);
    if (counted.kind == Node::Kind::word && zone_of(counted) == FieldId::text) {
        const AnalyzedText text = words_.analyze(counted.text);
        if (text.sequence.size() == 1) {
            std::vector<Query> often;
            for (const std::string& stem : stems_of(text.sequence.front()).terms())
                often.emplace_back((new FrequencyFilter(stem, node.distance))->release());
            return {Query::OP_FILTER, candidates, Query(Query::OP_OR, often.begin(), often.end())};
        }
    }
    PositionPattern pattern = pattern_of(counted);
    pattern.least = node.distance;
    return in_place(candidates, std::move(pattern), zone_of(first_leaf(counted)));
}

/// The documents of `candidates` in which the pattern occurs in that zone, with the weight of `candidates`.
Query QueryCompiler::in_place(const Query& candidates, PositionPattern pattern, FieldId zone) {
    auto* filter =
        new PositionFilter(std::make_shared<const PositionPattern>(std::move(pattern)), zone, texts_);
    return {Query::OP_FILTER, candidates, Query(filter->release())};
}

Query QueryCompiler::phrase_query(const Node& node) {
    const AnalyzedText text = words_.analyze(node.text);
    if (text.sequence.empty()) refuse(node, "there is no word in this phrase", "");
    if (text.sequence.size() == 1) {
        Node single = node;
        single.kind = Node::Kind::exact;
        single.text = text.sequence.front();  // in quotes accents make no difference
        return exact_query(single);
    }
    if (!excluding_) {
        if (text.unspaced.empty()) {
            compiled_.wanted.phrases.push_back(text.sequence);
        } else {
            compiled_.wanted.words.push_back(text.unspaced);
        }
    }
    const Field& in = field(zone_of(node));
    const Query candidates = all_weighed(in, text.weighing);
    if (in.id != FieldId::text) return in_place(candidates, sequence_pattern(text.sequence), in.id);
    const auto window = static_cast<Xapian::termcount>(text.sequence.size());
    const Query side_by_side(Query::OP_PHRASE, text.sequence.begin(), text.sequence.end(), window);
    return without_false_starts(Query(Query::OP_FILTER, candidates, side_by_side), archive_, analyzer_,
                                text.sequence);
}

Query QueryCompiler::value_query(const Node& node) {
    const Field& in = field(*node.field);
    if (in.kind == FieldKind::key) return Query(terms::key(in, node.text));
    try {
        return NameFinder(archive_, entities_, analyzer_.folder()).find(in, node.text).query();
    } catch (Error& error) {
        error.pointing(std::string(typed_), node.begin);
        throw;
    }
}

Query QueryCompiler::group_query(const Node& node, Query::op join) {
    std::vector<Query> wanted;
    std::vector<Query> unwanted;
    std::vector<const Node*> seen;
    const bool only_telling =
        join == Query::OP_OR && node.kind == Node::Kind::all_of &&
        !std::ranges::all_of(node.children, [&](const Node& child) { return carries_nothing(child); });
    for (const Node& child : node.children) {
        const bool repeated =
            std::ranges::any_of(seen, [&](const Node* earlier) { return *earlier == child; });
        if (repeated || (only_telling && carries_nothing(child))) continue;
        seen.push_back(&child);
        if (child.kind != Node::Kind::exclude) {
            wanted.push_back(node.kind == Node::Kind::all_of && join == Query::OP_OR
                                 ? alternative_query(child)
                                 : query_of(child));
            continue;
        }
        const bool outer = std::exchange(excluding_, true);
        unwanted.push_back(query_of(child));
        excluding_ = outer;
    }
    const Query all(join, wanted.begin(), wanted.end());
    if (unwanted.empty()) return all;
    const Query excluded(Query::OP_OR, unwanted.begin(), unwanted.end());
    if (&node == top_) compiled_.unwanted = excluded;
    return {Query::OP_AND_NOT, all, excluded};
}

/// True for a word of grammar only.
bool QueryCompiler::carries_nothing(const Node& node) {
    if (node.kind != Node::Kind::word) return false;
    const AnalyzedText text = words_.analyze(node.text);
    return text.sequence.size() == 1 && is_stop_word(text.sequence.front());
}

Query QueryCompiler::proximity_query(const Node& node) {
    std::vector<Query> candidates;
    for (const Node& child : node.children) candidates.push_back(query_of(child));
    return in_place(Query(Query::OP_AND, candidates.begin(), candidates.end()), pattern_of(node),
                    zone_of(first_leaf(node)));
}

WordStems QueryCompiler::stems_of(const std::string& folded) const {
    return {archive_, analyzer_, folded};
}

bool QueryCompiler::is_weighed(const std::string& term) const {
    return std::ranges::any_of(compiled_.words, [&](const WeighedWord& word) {
        return !word.stands_for_many && std::ranges::find(word.terms.terms, term) != word.terms.terms.end();
    });
}

/// The articles that have the word's stem in that field. It weighs what it does in the whole text, but for
/// stems that weigh already.
Query QueryCompiler::weighed(const Field& in, const std::string& folded) {
    const bool in_text = in.id == FieldId::text;
    if (in_text && !excluding_) compiled_.plain.push_back(folded);
    const WordStems stems = stems_of(folded);
    const WordStems fresh = stems.without([&](const std::string& term) { return is_weighed(term); });
    const auto query_of = [&](const WordStems& some) {
        return in_text ? some.anywhere() : Query(Query::OP_FILTER, some.anywhere(), some.in(in));
    };
    if (!excluding_ && !fresh.stems().empty())
        compiled_.words.push_back({folded, fresh.weighed(in), query_of(fresh)});
    return excluding_ ? stems.in(in) : query_of(stems);
}

Query QueryCompiler::all_weighed(const Field& in, const std::vector<std::string>& words) {
    std::vector<Query> queries;
    for (const std::string& word : words) queries.push_back(weighed(in, word));
    return {Query::OP_AND, queries.begin(), queries.end()};
}

std::vector<std::string> QueryCompiler::beginning(const Node& node) {
    const AnalyzedText text = words_.analyze(node.text);
    if (text.sequence.size() != 1) refuse(node, "* needs one word before it", "leave the * out");
    const std::string& begin = text.sequence.front();
    want(compiled_.wanted.prefixes, begin);
    std::vector<std::string> words = words_.beginning_with(begin, most_expansions);
    if (words.size() > most_expansions) {
        refuse(node, fmt::format("more than {} words begin with '{}'", most_expansions, node.text),
               "write more letters before the *");
    }
    return words;
}

std::vector<std::string> QueryCompiler::similar(const Node& node) {
    const AnalyzedText text = words_.analyze(node.text);
    if (text.sequence.size() != 1) refuse(node, "~ needs one word before it", "leave the ~ out");
    const std::string& word = text.sequence.front();
    std::vector<std::string> words = words_.similar_to(word, node.distance, most_expansions);
    if (words.size() > most_expansions) {
        refuse(node, fmt::format("more than {} words are as close to '{}'", most_expansions, node.text),
               node.distance > 1 ? "write " + node.text + "~1, for one letter off" : "leave the ~ out");
    }
    if (!excluding_ && std::ranges::find(compiled_.wanted.similar, words) == compiled_.wanted.similar.end())
        compiled_.wanted.similar.push_back(words);
    return words;
}

void QueryCompiler::refuse(const Node& node, std::string message, std::string hint) const {
    throw Error(std::move(message), std::move(hint)).pointing(std::string(typed_), node.begin);
}

}  // namespace dateline
