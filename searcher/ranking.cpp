#include "searcher/ranking.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/fields.h"
#include "searcher/query_names.h"
#include "searcher/request_words.h"
#include "searcher/stop_words.h"

namespace dateline {

namespace {

using Kind = ScorePart::Kind;

/// How many times `side_by_side` counts in a query of so many words.
double shortness(std::size_t words, const RankingSettings& settings) {
    const double pairs = words > 1 ? static_cast<double>(words - 1) : 1;
    return std::clamp(settings.short_query * 4 / (pairs * pairs), 1.0, settings.short_query);
}

/// Up to so many words are what people type; more are mostly a whole sentence.
constexpr std::size_t longest_short_query = 4;

}  // namespace

Ranker::Ranker(const Archive& archive, const Entities& entities, Analyzer& analyzer,
               const RankingSettings& settings, const CompiledQuery& compiled)
    : archive_(archive),
      entities_(entities),
      analyzer_(analyzer),
      settings_(settings),
      compiled_(compiled),
      sentence_(compiled.words.size() > longest_short_query),
      weights_(sentence_ ? settings.words : settings.short_words) {
    if (!sentence_) return;
    for (const std::string& plain : compiled.plain) {
        if (is_request_word(plain)) requests_.push_back(analyzer.word(plain).stem);
    }
    // "Papers relating to relational databases" is about relations.
    for (const std::string& plain : compiled.plain) {
        if (!is_request_word(plain)) std::erase(requests_, analyzer.word(plain).stem);
    }
}

void Ranker::add_words(std::vector<AddedWord> words) {
    added_ = std::move(words);
    double all = 0;
    for (const AddedWord& word : added_) all += word.weight * rarity_of({word.stem});
    const double most = settings_.feedback.most * rarity_of_query();
    if (all <= most) return;
    for (AddedWord& word : added_) word.weight *= most / all;
}

WordStems Ranker::stems_of(const std::string& folded) const {
    return {archive_, analyzer_, folded};
}

double Ranker::rarity_of_query() const {
    double all = 0;
    for (const WeighedWord& word : compiled_.words) all += rarity_of(word.terms.terms);
    return all;
}

bool Ranker::only_requests(const std::vector<std::string>& stems) const {
    return std::ranges::any_of(stems, [&](const std::string& stem) {
        return std::ranges::find(requests_, stem) != requests_.end();
    });
}

/// Of a word with these stems.
double Ranker::rarity_of(const std::vector<std::string>& stems) const {
    const Xapian::Database& database = archive_.database();
    Xapian::doccount with = 0;
    for (const std::string& stem : stems) with += database.get_termfreq(stem);
    return rarity(with, database.get_doccount(), weights_);
}

void Ranker::add_title(const std::string& word, const WordStems& stems, std::vector<ScorePart>& parts) const {
    if (settings_.title == 0) return;
    parts.push_back({.kind = Kind::title,
                     .label = fmt::format("'{}' in the title", word),
                     .words = {stems.weighed(field(FieldId::text))},
                     .factor = settings_.title,
                     .with = stems.terms_in(field(FieldId::title))});
}

void Ranker::add_label(const std::string& word, const WordStems& stems, std::vector<ScorePart>& parts) const {
    if (is_stop_word(word)) return;
    const Xapian::Database& database = archive_.database();
    const auto add = [&](std::string (*term_of)(std::string_view), double factor, std::string_view where) {
        std::vector<std::string> terms;
        Xapian::doccount with = 0;
        for (const std::string& stem : stems.all_terms()) {
            const std::string term = term_of(stem);
            with += database.get_termfreq(term);
            if (database.term_exists(term)) terms.push_back(term);
        }
        if (with == 0 || factor == 0) return;
        const double rare = rarity(std::max(with, stems.articles()), database.get_doccount(), weights_);
        parts.push_back({.kind = Kind::label,
                         .label = fmt::format("'{}' in {}", word, where),
                         .constant = factor * rare,
                         .with = terms});
    };
    add(terms::keyword_stem, settings_.keyword, "a keyword");
    add(terms::byline_stem, settings_.byline, "the byline");
}

void Ranker::add_neighbours(std::vector<ScorePart>& parts) const {
    const std::vector<std::string>& plain = compiled_.plain;
    std::vector<std::pair<std::string, std::string>> pairs;
    const double side_by_side = settings_.side_by_side * shortness(plain.size(), settings_);
    const NearSettings& near = sentence_ ? settings_.near : settings_.short_near;
    for (std::size_t i = 1; i < plain.size(); ++i) {
        const WordStems before = stems_of(plain[i - 1]);
        const WordStems word = stems_of(plain[i]);
        const std::pair pair(plain[i - 1], plain[i]);
        if (before.english() == word.english() || std::ranges::find(pairs, pair) != pairs.end()) continue;
        pairs.push_back(pair);
        const std::vector<WeighedTerms> both = {before.weighed(field(FieldId::text)),
                                                word.weighed(field(FieldId::text))};
        if (near.weight > 0) {
            parts.push_back({.kind = Kind::neighbours,
                             .label = fmt::format("'{}' near '{}'", pair.first, pair.second),
                             .words = both,
                             .factor = near.weight,
                             .close = Closeness{pair.first, pair.second, near.window - 1}});
        }
        if (side_by_side > 0) {
            parts.push_back({.kind = Kind::neighbours,
                             .label = fmt::format("'{} {}' side by side", pair.first, pair.second),
                             .words = both,
                             .factor = side_by_side,
                             .close = Closeness{pair.first, pair.second, 1, true},
                             .within_last = near.weight > 0});
        }
    }
}

void Ranker::add_names(std::vector<ScorePart>& parts) const {
    if (settings_.name == 0) return;
    const std::vector<std::string>& plain = compiled_.plain;
    for (const QueryName& name : names_in_query(plain, archive_, entities_, analyzer_)) {
        double weight = 0;
        for (std::size_t i = name.first; i < name.first + name.words; ++i)
            weight += rarity_of(stems_of(plain[i]).terms());
        parts.push_back({.kind = Kind::name,
                         .label = name.shown,
                         .constant = settings_.name * weight,
                         .with = name.terms});
    }
}

void Ranker::add_recency(std::vector<ScorePart>& parts) const {
    if (!recency_) return;
    const double all_words = rarity_of_query();
    // Where no word weighs anything, any weight orders by date.
    const double most = all_words > 0 ? settings_.recent * all_words : 1;
    parts.push_back({.kind = Kind::recency,
                     .label = "recent",
                     .constant = most,
                     .recency = RecencyCurve{static_cast<double>(recency_->half_life), recency_->today}});
}

/// What ranks beside the words themselves.
std::vector<ScorePart> Ranker::extra_parts() const {
    std::vector<ScorePart> parts;
    std::vector<std::vector<std::string>> seen;
    for (const std::string& plain : compiled_.plain) {
        const WordStems stems = stems_of(plain);
        if (std::ranges::find(seen, stems.terms()) != seen.end()) continue;
        seen.push_back(stems.terms());
        if (only_requests(stems.terms())) continue;
        add_title(plain, stems, parts);
        add_label(plain, stems, parts);
    }
    add_neighbours(parts);
    add_names(parts);
    for (const AddedWord& word : added_) {
        parts.push_back({.kind = Kind::feedback,
                         .label = fmt::format("'{}', added", word.word),
                         .words = {WeighedTerms{.terms = {word.stem}}},
                         .factor = word.weight});
    }
    add_recency(parts);
    return parts;
}

std::vector<ScorePart> Ranker::word_parts() const {
    std::vector<ScorePart> parts;
    for (const WeighedWord& word : compiled_.words) {
        parts.push_back({.kind = Kind::word,
                         .label = fmt::format("'{}'", word.word),
                         .words = {word.terms},
                         .factor = only_requests(word.terms.terms) ? settings_.request_word : 1});
    }
    return parts;
}

std::vector<ScorePart> Ranker::parts() const {
    std::vector<ScorePart> parts = word_parts();
    std::ranges::move(extra_parts(), std::back_inserter(parts));
    return parts;
}

Scorer Ranker::scorer() const {
    return {archive_, parts(), weights_};
}

Scorer Ranker::scorer_of_words() const {
    return {archive_, word_parts(), weights_};
}

}  // namespace dateline
