#include "indexer/entities/training/corpus.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <string_view>

#include "common/error.h"
#include "indexer/entities/characters.h"
#include "indexer/entities/sentence.h"
#include "indexer/entities/tokenizer.h"
#include "indexer/entities/words.h"

namespace dateline::entities {
namespace {

/// Documents of a corpus without borders are cut after so many sentences.
constexpr std::size_t longest_document = 25;

bool kind_from(std::string_view name, Kind& kind) {
    for (std::size_t i = 0; i < kind_count; ++i) {
        kind = static_cast<Kind>(i);
        if (name == code_of(kind)) return true;
    }
    return false;
}

/// Titles that some corpora put into the names of people: "U.S. President Barack Obama".
bool is_title(const std::string& word) {
    static const std::set<std::string, std::less<>> titles{
        "adm.",       "admiral",    "ambassador", "archbishop",     "ayatollah",   "bishop",
        "brig.",      "brigadier",  "capt.",      "captain",        "cardinal",    "chancellor",
        "chief",      "col.",       "colonel",    "commander",      "congressman", "congresswoman",
        "corporal",   "crown",      "defense",    "deputy",         "dr.",         "emir",
        "emperor",    "envoy",      "finance",    "first",          "foreign",     "former",
        "gen.",       "general",    "gov.",       "governor",       "grand",       "imam",
        "interior",   "judge",      "justice",    "king",           "lady",        "leader",
        "lieutenant", "lord",       "lt.",        "maj.",           "major",       "minister",
        "mr.",        "mrs.",       "ms.",        "mullah",         "pope",        "premier",
        "president",  "prime",      "prince",     "princess",       "private",     "prof.",
        "professor",  "queen",      "rep.",       "representative", "rev.",        "reverend",
        "secretary",  "sen.",       "senator",    "sergeant",       "sgt.",        "sheikh",
        "sister",     "specialist", "spokesman",  "staff",          "state",       "u.s.",
        "vice",       "-"};
    std::string folded;
    fold_word(word, folded);
    return titles.contains(folded);
}

/// Cuts titles off a person, never all of it.
Span without_titles(Span span, const std::vector<std::string>& words) {
    if (span.kind != Kind::person) return span;
    std::uint32_t begin = span.begin;
    while (begin + 1 < span.end && is_title(words[begin])) ++begin;
    // "General" alone may be what is left of "Attorney General": then nothing is cut.
    if (begin < span.end && !is_title(words[begin])) span.begin = begin;
    return span;
}

LabelledSentence labelled(const TokenSentence& sentence) {
    LabelledSentence result;
    const Retokenized cut = retokenize(sentence.tokens);
    for (const auto& piece : cut.pieces) result.words.emplace_back(piece.text);
    result.labels.assign(result.words.size(), outside);
    std::vector<Span> spans;
    std::uint32_t piece = 0;
    for (const Span& span : spans_of_tags(sentence.tags)) {
        const auto count = static_cast<std::uint32_t>(cut.pieces.size());
        while (piece < count && cut.pieces[piece].last < span.begin) ++piece;
        const std::uint32_t begin = piece;
        while (piece < count && cut.pieces[piece].first < span.end) ++piece;
        if (begin == piece) continue;
        spans.push_back(without_titles({begin, piece, span.kind}, result.words));
    }
    set_labels(spans, result.labels);
    return result;
}

std::set<std::string> names_in(const LabelledSentence& sentence) {
    std::set<std::string> names;
    for (std::size_t i = 1; i < sentence.words.size(); ++i) {
        if (look_of(sentence.words[i]) >= Look::capital) names.insert(sentence.words[i]);
    }
    return names;
}

/// Puts the sentences of a corpus whose borders tell nothing together again by the names they share.
std::vector<LabelledDocument> regrouped(const std::vector<LabelledDocument>& documents) {
    std::vector<LabelledDocument> result;
    std::set<std::string> before, two_before;
    for (const LabelledDocument& document : documents) {
        for (const LabelledSentence& sentence : document.sentences) {
            const std::set<std::string> names = names_in(sentence);
            const auto shared = [&](const std::set<std::string>& others) {
                return std::ranges::any_of(names,
                                           [&](const std::string& name) { return others.contains(name); });
            };
            const bool same = !result.empty() && result.back().sentences.size() < longest_document &&
                              (shared(before) || shared(two_before));
            if (!same) result.emplace_back();
            result.back().sentences.push_back(sentence);
            two_before = std::move(before);
            before = names;
        }
    }
    return result;
}

}  // namespace

std::vector<Span> spans_of_tags(const std::vector<std::string>& tags) {
    std::vector<Span> spans;
    bool open = false;
    for (std::uint32_t i = 0; i < tags.size(); ++i) {
        const std::string& tag = tags[i];
        Kind kind{};
        if (tag.size() < 3 || !kind_from(std::string_view(tag).substr(2), kind)) {
            open = false;
            continue;
        }
        const bool begins = tag[0] == 'B' || tag[0] == 'U' || tag[0] == 'S';
        if (open && !begins && spans.back().kind == kind) {
            spans.back().end = i + 1;
        } else {
            spans.push_back({i, i + 1, kind});
        }
        open = true;
    }
    return spans;
}

void set_labels(const std::vector<Span>& spans, std::vector<Label>& labels) {
    std::ranges::fill(labels, outside);
    for (const Span& span : spans) {
        for (std::uint32_t i = span.begin; i < span.end; ++i) {
            const Part part = span.end - span.begin == 1 ? Part::unit
                              : i == span.begin          ? Part::begin
                              : i + 1 == span.end        ? Part::last
                                                         : Part::inside;
            labels[i] = label_of(span.kind, part);
        }
    }
}

Corpus read_corpus(const std::filesystem::path& path, double weight) {
    std::ifstream in(path);
    if (!in) throw Error("cannot read the corpus").at(path.string());
    Corpus corpus{path, weight, {}};
    TokenSentence sentence;
    std::size_t sentences = 0;
    const auto finish = [&] {
        if (sentence.tokens.empty()) return;
        if (corpus.documents.empty()) corpus.documents.emplace_back();
        corpus.documents.back().sentences.push_back(labelled(sentence));
        sentence = {};
        ++sentences;
    };
    std::string line;
    while (std::getline(in, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        const std::size_t tab = line.find('\t');
        const std::string token = line.substr(0, tab);
        if (token.empty()) {
            finish();
            continue;
        }
        if (token == "-DOCSTART-") {
            finish();
            corpus.documents.emplace_back();
            continue;
        }
        sentence.tokens.push_back(token);
        sentence.tags.push_back(tab == std::string::npos ? "O" : line.substr(line.rfind('\t') + 1));
    }
    finish();
    std::erase_if(corpus.documents,
                  [](const LabelledDocument& document) { return document.sentences.empty(); });
    if (corpus.documents.empty()) throw Error("the corpus holds no sentence").at(path.string());
    const double mean = static_cast<double>(sentences) / static_cast<double>(corpus.documents.size());
    if (mean < 1.5 || mean > 200) corpus.documents = regrouped(corpus.documents);
    return corpus;
}

std::vector<LabelledDocument> read_plain(const std::filesystem::path& path) {
    std::ifstream in(path);
    if (!in) throw Error("cannot read the text").at(path.string());
    std::vector<LabelledDocument> documents;
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;
    bool open = false;
    std::string line;
    while (std::getline(in, line)) {
        tokenize(line, tokens);
        if (tokens.empty()) {
            open = false;
            continue;
        }
        if (!open) documents.emplace_back();
        open = true;
        split_sentences(line, tokens, sentences);
        for (const Sentence& sentence : sentences) {
            LabelledSentence& added = documents.back().sentences.emplace_back();
            for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
                added.words.emplace_back(line, tokens[i].begin, tokens[i].end - tokens[i].begin);
            }
            added.labels.assign(added.words.size(), outside);
        }
    }
    return documents;
}

}  // namespace dateline::entities
