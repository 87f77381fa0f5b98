#include "searcher/scorer.h"

#include <algorithm>
#include <utility>

#include "common/archive/slot_values.h"
#include "common/archive/terms.h"
#include "common/archive/values.h"
#include "common/fields.h"
#include "common/text/language.h"

namespace dateline {

namespace {

/// About how many articles have one of the terms, as if they had nothing to do with one another.
double articles_with(const std::vector<std::string>& terms, const Xapian::Database& database) {
    const auto all = std::max<double>(1, database.get_doccount());
    double without = 1;
    for (const std::string& term : terms) without *= 1 - database.get_termfreq(term) / all;
    return terms.size() == 1 ? database.get_termfreq(terms.front()) : all * (1 - without);
}

std::vector<PostingList> lists_of(const std::vector<std::string>& terms, const Xapian::Database& part) {
    std::vector<PostingList> lists;
    for (const std::string& term : terms) lists.emplace_back(part, term);
    return lists;
}

/// Calls with the place of each of the documents that the list has. Passes over what only one of both has.
template <typename Use>
void for_each_common(PostingList& list, std::span<const Xapian::docid> documents, Use use) {
    auto document = documents.begin();
    while (document != documents.end()) {
        const Xapian::docid next = list.from(*document);
        if (next == *document) {
            use(static_cast<std::size_t>(document - documents.begin()));
            ++document;
            continue;
        }
        // Mostly it is one of the next few.
        std::ptrdiff_t step = 1;
        while (documents.end() - document > step && document[step] < next) {
            document += step;
            step *= 2;
        }
        document =
            std::lower_bound(document, document + std::min(step + 1, documents.end() - document), next);
    }
}

}  // namespace

Scorer::Scorer(const Archive& archive, std::vector<ScorePart> parts, const WordWeightSettings& settings)
    : archive_(archive), parts_(std::move(parts)) {
    for (const ScorePart& part : parts_) {
        std::vector<std::size_t>& words = words_of_.emplace_back();
        for (const WeighedTerms& word : part.words) words.push_back(place_of(word, settings));
    }
}

std::size_t Scorer::place_of(const WeighedTerms& word, const WordWeightSettings& settings) {
    const auto known = std::ranges::find(words_, word, &Word::terms);
    if (known != words_.end()) return static_cast<std::size_t>(known - words_.begin());
    const Xapian::Database& database = archive_.database();
    const double rare = rarity(articles_with(word.terms, database), database.get_doccount(), settings);
    words_.push_back({word, WordWeight(settings, rare, database.get_average_length())});
    return words_.size() - 1;
}

std::vector<double> Scorer::addends(Xapian::docid document) const {
    const auto parts = static_cast<Xapian::docid>(archive_.databases_in_order().size());
    PartScorer scorer(*this, (document - 1) % parts);
    const Xapian::docid in_part = (document - 1) / parts + 1;
    scorer.weigh({&in_part, 1});
    return scorer.addends(0);
}

PartScorer::PartScorer(const Scorer& scorer, std::size_t part)
    : scorer_(scorer),
      database_(scorer.archive_.databases_in_order()[part]),
      part_number_(part),
      weights_(scorer.words_.size()),
      has_(scorer.parts_.size()) {
    bool asks_for_english = false;
    for (const Scorer::Word& word : scorer_.words_) {
        Lists& lists = words_.emplace_back();
        for (const std::string& term : word.terms.terms) {
            const bool english = std::ranges::find(word.terms.english, term) != word.terms.english.end();
            (english ? lists.english : lists.any).emplace_back(database_, term);
            asks_for_english = asks_for_english || english;
        }
        within_.push_back(lists_of(word.terms.within, database_));
    }
    for (const ScorePart& score_part : scorer_.parts_)
        with_.push_back(lists_of(score_part.with.value_or(std::vector<std::string>()), database_));
    if (!asks_for_english) return;
    for (const std::string& language : scorer_.archive_.languages()) {
        if (language != default_language)
            other_languages_.emplace_back(database_, terms::stemmed_in(language));
    }
}

void PartScorer::mark(std::vector<PostingList>& lists, std::vector<bool>& marks) const {
    marks.assign(documents_.size(), false);
    for (PostingList& list : lists)
        for_each_common(list, documents_, [&](std::size_t place) { marks[place] = true; });
}

void PartScorer::weigh_word(std::size_t word) {
    // First the occurrences, then what they weigh.
    std::vector<double>& weights = weights_[word];
    weights.assign(documents_.size(), 0);
    const auto count = [&](PostingList& list, const std::vector<bool>* but) {
        for_each_common(list, documents_, [&](std::size_t place) {
            if (but == nullptr || !(*but)[place]) weights[place] += list.occurrences();
        });
    };
    for (PostingList& list : words_[word].any) count(list, nullptr);
    if (!words_[word].english.empty()) {
        std::vector<bool> foreign;
        mark(other_languages_, foreign);
        for (PostingList& list : words_[word].english) count(list, &foreign);
    }
    if (!within_[word].empty()) {
        std::vector<bool> there;
        mark(within_[word], there);
        for (std::size_t place = 0; place < weights.size(); ++place)
            if (!there[place]) weights[place] = 0;
    }
    const WordWeight& weight = scorer_.words_[word].weight;
    for (std::size_t place = 0; place < weights.size(); ++place)
        weights[place] = weight.in(weights[place], lengths_[place]);
}

void PartScorer::weigh(std::span<const Xapian::docid> documents) {
    documents_ = documents;
    const std::vector<ScorePart>& parts = scorer_.parts_;
    lengths_.resize(words_.empty() ? 0 : documents_.size());
    if (!words_.empty()) read_lengths(scorer_.archive_, part_number_, documents_, lengths_);
    for (std::size_t word = 0; word < words_.size(); ++word) weigh_word(word);
    for (std::size_t part = 0; part < parts.size(); ++part) {
        if (parts[part].with) mark(with_[part], has_[part]);
        if (!parts[part].recency) continue;
        recency_.clear();
        SlotValues(scorer_.archive_, part_number_, field(FieldId::published).slot)
            .for_each(documents_, [&](std::string_view date) {
                recency_.push_back(parts[part].recency->at(values::day(date)));
            });
    }
    least_.assign(documents_.size(), 0);
    for (std::size_t part = 0; part < parts.size(); ++part) {
        if (parts[part].close) continue;
        for (std::size_t place = 0; place < documents_.size(); ++place) least_[place] += addend(part, place);
    }
    most_ = least_;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        if (!parts[part].close) continue;
        for (std::size_t place = 0; place < documents_.size(); ++place) most_[place] += addend(part, place);
    }
}

/// What the part gives, if the words stand as they must.
double PartScorer::addend(std::size_t part, std::size_t place) const {
    const ScorePart& what = scorer_.parts_[part];
    if (what.with && !has_[part][place]) return 0;
    const double times = what.recency ? recency_[place] : 1;
    if (what.words.empty()) return what.constant * times;
    double weight = 0;
    for (const std::size_t word : scorer_.words_of_[part]) {
        const double of_word = weights_[word][place];
        if (of_word == 0) return 0;
        weight += of_word;
    }
    return weight * what.factor * times;
}

double PartScorer::score(std::size_t place, double bar) {
    double score = least_[place];
    double possible = most_[place];
    if (possible == score) return score;
    const std::vector<ScorePart>& parts = scorer_.parts_;
    bool last_holds = true;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        if (!parts[part].close) continue;
        const double weight = addend(part, place);
        const bool may_hold = weight > 0 && (!parts[part].within_last || last_holds);
        last_holds = may_hold && stand_close(*parts[part].close, documents_[place]);
        if (last_holds) {
            score += weight;
        } else {
            possible -= weight;
            // A margin for what rounding may have taken.
            if (possible < bar * (1 - 1e-9)) return score;
        }
    }
    return score;
}

std::size_t PartScorer::words_present(std::size_t place) const {
    std::size_t present = 0;
    for (std::size_t part = 0; part < scorer_.parts_.size(); ++part) {
        if (scorer_.parts_[part].kind == ScorePart::Kind::word && addend(part, place) > 0) ++present;
    }
    return present;
}

std::vector<double> PartScorer::addends(std::size_t place) {
    std::vector<double> addends;
    bool last_holds = true;
    for (std::size_t part = 0; part < scorer_.parts_.size(); ++part) {
        const ScorePart& what = scorer_.parts_[part];
        double weight = what.within_last && !last_holds ? 0 : addend(part, place);
        if (what.close && weight > 0 && !stand_close(*what.close, documents_[place])) weight = 0;
        last_holds = weight > 0;
        addends.push_back(weight);
    }
    return addends;
}

bool PartScorer::stand_close(const Closeness& close, Xapian::docid document) {
    const std::vector<Xapian::termpos>& first = positions(close.first, document);
    if (first.empty()) return false;
    const std::vector<Xapian::termpos>& second = positions(close.second, document);
    auto from = second.begin();
    for (const Xapian::termpos here : first) {
        const Xapian::termpos least = close.in_order ? here + 1 : here - std::min(here, close.distance);
        while (from != second.end() && *from < least) ++from;
        if (from == second.end()) return false;
        if (*from <= here + close.distance) return true;
    }
    return false;
}

const std::vector<Xapian::termpos>& PartScorer::positions(const std::string& term, Xapian::docid document) {
    Positions& known = positions_[term];
    if (known.document == document) return known.list;
    known.document = document;
    known.list.clear();
    const auto end = database_.positionlist_end(document, term);
    for (auto position = database_.positionlist_begin(document, term); position != end; ++position)
        known.list.push_back(*position);
    return known.list;
}

}  // namespace dateline
