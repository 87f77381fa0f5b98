#include "indexer/entities/recogniser.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>

#include "indexer/entities/document.h"
#include "indexer/entities/features.h"
#include "indexer/entities/joined_places.h"
#include "indexer/entities/large_memory.h"
#include "indexer/entities/lattice.h"
#include "indexer/entities/listed_kinds.h"
#include "indexer/entities/sentence.h"
#include "indexer/entities/stretches.h"
#include "indexer/entities/tokenizer.h"
#include "indexer/entities/words.h"

namespace dateline::entities {
namespace {

constexpr std::size_t offsets = 2 * reach + 1;

/// A word of the language as it was met before: what it is, and what it says about its neighbours.
struct KnownWord {
    std::uint64_t key = 0;
    Word word;
    std::array<Scores, offsets> scores{};
};

/// Direct mapped: a new word takes the place of the old one. The sums are exact, so nothing depends on it.
constexpr std::size_t remembered = 1U << 14U;

/// How much more likely than any name, as a logarithm, outside must be for a token to part a sentence (see
/// stretches.h); and by its own and its neighbours' words, for the pairs around it not to be looked up.
constexpr float sure = 2.2F;
constexpr float sure_by_words = 1.85F;

/// How many tokens ahead rows of weights are asked for: memory is slower than what is done with a token.
constexpr std::size_t ahead = 4;

/// All lanes at a time; they wrap around, as unsigned numbers do.
void add(const Scores& from, Scores& to) {
    using Lanes [[gnu::vector_size(sizeof(Scores))]] = std::uint16_t;
    Lanes sum;
    Lanes more;
    std::memcpy(&sum, to.data(), sizeof(Scores));
    std::memcpy(&more, from.data(), sizeof(Scores));
    sum += more;
    std::memcpy(to.data(), &sum, sizeof(Scores));
}

}  // namespace

class Recogniser::Work {
public:
    explicit Work(const Model& model)
        : model_(model),
          sure_points_(static_cast<int>(std::lround(sure / model.unit()))),
          sure_by_words_points_(static_cast<int>(std::lround(sure_by_words / model.unit()))),
          known_memory_(remembered * sizeof(KnownWord)),
          known_(static_cast<KnownWord*>(known_memory_.data())) {
        std::uninitialized_value_construct_n(known_, remembered);
    }

    /// Takes the words of an article, cut into sentences that cover them.
    void read(std::span<const std::string_view> words, std::span<const Sentence> sentences) {
        const bool caseless = !has_capital(words);
        for (const Sentence& sentence : sentences) {
            add_sentence(words.subspan(sentence.first, sentence.last - sentence.first), caseless);
        }
    }

    enum class Search : std::uint8_t { whole, stretches };

    /// Labels all sentences read; calls `use(sentence, spans)` for each.
    template <typename Use>
    void finish(Search search, Use use) {
        document_.clear(tokens_);
        for (std::size_t s = 0; s < sentences_; ++s) document_.add(words_[s], matches_[s]);
        for (std::size_t s = 0; s < sentences_; ++s) {
            document_.flags(words_[s], flags_);
            add_context(s);
            if (search == Search::stretches) {
                part_at_sure_words(scores_[s], sure_points_, stretches_[s]);
            } else {
                stretches_[s].assign(1, {0, static_cast<std::uint32_t>(scores_[s].size())});
            }
        }
        if (sentences_ > 1 && model_.vote() > 0) vote();
        for (std::size_t s = 0; s < sentences_; ++s) {
            label(s);
            std::vector<Span> spans = spans_of(labels_);
            part_joined_places(words_[s], matches_[s], spans);
            correct_listed_kinds(matches_[s], spans);
            use(s, spans);
        }
        sentences_ = 0;
        tokens_ = 0;
    }

    /// The probability of each span of a sentence; only inside the `use` of `finish`, for that sentence.
    void probabilities(std::size_t sentence, const std::vector<Span>& spans, std::vector<float>& found) {
        found.clear();
        const std::vector<Stretch>& stretches = stretches_[sentence];
        auto stretch = stretches.begin();
        const Stretch* summed = nullptr;
        for (const Span& span : spans) {
            while (stretch != stretches.end() && stretch->end < span.end) ++stretch;
            if (stretch == stretches.end() || span.begin < stretch->begin) {
                found.push_back(0);
                continue;
            }
            if (summed != &*stretch) sum(sentence, *stretch);
            summed = &*stretch;
            const Span inside{span.begin - stretch->begin, span.end - stretch->begin, span.kind};
            found.push_back(static_cast<float>(lattice_.probability(inside)));
        }
    }

    /// The probability that all labels of a sentence are right; only inside the `use` of `finish`, after a
    /// search of whole sentences.
    [[nodiscard]] float probability_of_all(std::size_t sentence) {
        lattice_.sum(scores_[sentence], model_.transitions(), model_.unit());
        return static_cast<float>(lattice_.probability(labels_));
    }

private:
    void add_sentence(std::span<const std::string_view> words, bool caseless) {
        if (sentences_ == words_.size()) {
            words_.emplace_back();
            matches_.emplace_back();
            scores_.emplace_back();
            stretches_.emplace_back();
        }
        const std::size_t at = sentences_++;
        words_[at].resize(words.size());
        if (caseless) {
            read_words(at, words, CaseMode::caseless);
        } else {
            read_words(at, words, CaseMode::mixed);
            const CaseMode mode = case_mode(words, words_[at]);
            if (mode != CaseMode::mixed) read_words(at, words, mode);
        }
        match_lists(words_[at], model_.phrases(), matches_[at]);
        tokens_ += words.size();
    }

    /// What the words of a sentence are, and what they say about each other.
    void read_words(std::size_t at, std::span<const std::string_view> words, CaseMode mode) {
        const std::size_t count = words.size();
        scores_[at].assign(count, Scores{});
        keys_.clear();
        for (const std::string_view word : words) {
            keys_.push_back(hash_bytes(word, static_cast<std::uint64_t>(mode) + 1));
            prefetch(known_[keys_.back() % remembered]);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const KnownWord& known = look_up(words[i], keys_[i], mode);
            words_[at][i] = known.word;
            model_.phrases().prefetch(extend_phrase(0, known.word.folded));
            for (int offset = -reach; offset <= reach; ++offset) {
                // The word speaks about the token that many places before it.
                const std::ptrdiff_t token = static_cast<std::ptrdiff_t>(i) - offset;
                if (token < 0 || token >= static_cast<std::ptrdiff_t>(count)) continue;
                add(known.scores[static_cast<std::size_t>(offset + reach)],
                    scores_[at][static_cast<std::size_t>(token)]);
            }
        }
    }

    static void prefetch(const KnownWord& word) {
        constexpr std::size_t line = 64;
        const char* const begin = reinterpret_cast<const char*>(&word);
        for (std::size_t at = 0; at < sizeof(KnownWord); at += line) __builtin_prefetch(begin + at);
    }

    const KnownWord& look_up(std::string_view text, std::uint64_t key, CaseMode mode) {
        KnownWord& known = known_[key % remembered];
        if (known.key == key) return known;
        known.key = key;
        describe(text, mode, model_.cases(), known.word, spelling_);
        const WeightTable& weights = model_.weights();
        for (int offset = -reach; offset <= reach; ++offset) {
            std::vector<std::uint64_t>& features = ahead_[0];
            features.clear();
            word_features(known.word, spelling_, offset, [&](std::uint64_t feature) {
                weights.prefetch(feature);
                features.push_back(feature);
            });
            Scores& scores = known.scores[static_cast<std::size_t>(offset + reach)];
            scores = {};
            for (const std::uint64_t feature : features) weights.add(feature, scores);
        }
        return known;
    }

    void add_context(std::size_t s) {
        const WeightTable& weights = model_.weights();
        const Context context{words_[s], matches_[s], flags_};
        const auto collect = [&](std::size_t i, std::vector<std::uint64_t>& keys) {
            keys.clear();
            if (is_outside_by(scores_[s][i], sure_by_words_points_)) return;
            context_features(context, i, [&](std::uint64_t feature) {
                weights.prefetch(feature);
                keys.push_back(feature);
            });
        };
        // The rows of the next tokens travel from memory while this one's are summed.
        const std::size_t count = words_[s].size();
        for (std::size_t i = 0; i < std::min(ahead, count); ++i) collect(i, ahead_[i]);
        for (std::size_t i = 0; i < count; ++i) {
            std::vector<std::uint64_t>& features = ahead_[i % ahead];
            for (const std::uint64_t feature : features) weights.add(feature, scores_[s][i]);
            if (i + ahead < count) collect(i + ahead, features);
        }
    }

    void sum(std::size_t s, const Stretch& stretch) {
        lattice_.sum(stretch.of(scores_[s]), model_.transitions(), model_.unit());
    }

    void label(std::size_t s) {
        labels_.assign(scores_[s].size(), outside);
        for (const Stretch& stretch : stretches_[s]) {
            lattice_.best_labels(stretch.of(scores_[s]), model_.transitions(), stretch_labels_);
            std::ranges::copy(stretch_labels_, labels_.begin() + stretch.begin);
        }
    }

    /// A name that stands several times in an article is mostly the same each time: what the model thinks of
    /// it elsewhere is added to the scores of each place.
    void vote() {
        struct Ballot {
            std::uint32_t sentence;
            std::uint32_t token;
            std::size_t word;
            Lattice::KindShares shares;
        };
        std::vector<Ballot> ballots;
        ballot_box_.assign(document_.size(), {});
        for (std::uint32_t s = 0; s < sentences_; ++s) {
            const Stretch* summed = nullptr;
            auto stretch = stretches_[s].begin();
            for (std::uint32_t i = 0; i < words_[s].size(); ++i) {
                if (!words_[s][i].capitalized()) continue;
                const std::size_t word = document_.repeated_word(words_[s][i]);
                if (word == Document::alone) continue;
                Lattice::KindShares shares{1};
                while (stretch != stretches_[s].end() && stretch->end <= i) ++stretch;
                if (stretch != stretches_[s].end() && stretch->begin <= i) {
                    if (summed != &*stretch) sum(s, *stretch);
                    summed = &*stretch;
                    shares = lattice_.kinds_at(i - stretch->begin);
                }
                ballots.push_back({s, i, word, shares});
                Votes& votes = ballot_box_[word];
                ++votes.count;
                for (std::size_t k = 0; k < votes.shares.size(); ++k)
                    votes.shares[k] += ballots.back().shares[k];
            }
        }
        for (const Ballot& ballot : ballots) {
            const Votes& votes = ballot_box_[ballot.word];
            if (votes.count < 2) continue;
            Scores& scores = scores_[ballot.sentence][ballot.token];
            const float worth = model_.vote() / model_.unit() / static_cast<float>(votes.count);
            for (Label label = 0; label < label_count; ++label) {
                const std::size_t k = label == outside ? 0 : 1 + static_cast<std::size_t>(kind_of(label));
                const float bonus = worth * (votes.shares[k] - ballot.shares[k]);
                scores[label] = static_cast<std::int16_t>(scores[label] + std::lround(bonus));
            }
        }
    }

    struct Votes {
        Lattice::KindShares shares{};
        std::uint32_t count = 0;
    };

    const Model& model_;
    int sure_points_;
    int sure_by_words_points_;
    std::vector<Votes> ballot_box_;
    LargeMemory known_memory_;
    KnownWord* known_;  ///< `remembered` of them
    Document document_;
    Lattice lattice_;
    Spelling spelling_;
    std::size_t sentences_ = 0;
    std::size_t tokens_ = 0;
    std::vector<std::vector<Word>> words_;
    std::vector<std::vector<ListMatch>> matches_;
    std::vector<std::vector<Scores>> scores_;
    std::vector<std::vector<Stretch>> stretches_;
    std::vector<std::uint32_t> flags_;
    std::vector<std::uint64_t> keys_;
    std::array<std::vector<std::uint64_t>, ahead> ahead_;
    std::vector<Label> labels_;
    std::vector<Label> stretch_labels_;

public:
    // Of `Recogniser::recognise`, kept for the next article.
    std::vector<Token> tokens;
    std::vector<Sentence> block_sentences;
    std::vector<std::string_view> article_words;
    std::vector<Sentence> bounds;
    std::vector<float> found_probabilities;

    /// Reads sentences that are cut into words already.
    void read(std::span<const std::vector<std::string_view>> cut) {
        article_words.clear();
        bounds.clear();
        for (const std::vector<std::string_view>& sentence : cut) {
            const auto first = static_cast<std::uint32_t>(article_words.size());
            article_words.insert(article_words.end(), sentence.begin(), sentence.end());
            bounds.push_back({first, static_cast<std::uint32_t>(article_words.size())});
        }
        read(article_words, bounds);
    }
};

std::vector<std::string_view> blocks_of(const Article& article) {
    std::vector<std::string_view> blocks{article.title, article.lede};
    blocks.insert(blocks.end(), article.body.begin(), article.body.end());
    return blocks;
}

Recogniser::Recogniser(const Model& model) : work_(std::make_unique<Work>(model)) {}
Recogniser::Recogniser(Recogniser&&) noexcept = default;
Recogniser& Recogniser::operator=(Recogniser&&) noexcept = default;
Recogniser::~Recogniser() = default;

std::vector<Mention> Recogniser::recognise(const Article& article) {
    return recognise(blocks_of(article));
}

std::vector<Mention> Recogniser::recognise(std::span<const std::string_view> blocks) {
    Work& work = *work_;
    work.article_words.clear();
    work.bounds.clear();
    std::vector<std::uint32_t> block_of;  // a sentence
    for (std::uint32_t block = 0; block < blocks.size(); ++block) {
        tokenize(blocks[block], work.tokens);
        split_sentences(blocks[block], work.tokens, work.block_sentences);
        const auto base = static_cast<std::uint32_t>(work.article_words.size());
        for (const Token& token : work.tokens) {
            work.article_words.push_back(blocks[block].substr(token.begin, token.end - token.begin));
        }
        for (const Sentence& sentence : work.block_sentences) {
            work.bounds.push_back({base + sentence.first, base + sentence.last});
            block_of.push_back(block);
        }
    }
    work.read(work.article_words, work.bounds);
    std::vector<Mention> mentions;
    work.finish(Work::Search::stretches, [&](std::size_t s, const std::vector<Span>& spans) {
        work.probabilities(s, spans, work.found_probabilities);
        const std::uint32_t block = block_of[s];
        const auto offset = [&](const char* at) {
            return static_cast<std::uint32_t>(at - blocks[block].data());
        };
        for (std::size_t i = 0; i < spans.size(); ++i) {
            const std::string_view first = work.article_words[work.bounds[s].first + spans[i].begin];
            const std::string_view last = work.article_words[work.bounds[s].first + spans[i].end - 1];
            mentions.push_back({spans[i].kind, block, offset(first.data()), offset(last.data() + last.size()),
                                work.found_probabilities[i]});
        }
    });
    return mentions;
}

std::vector<std::vector<Span>> Recogniser::label(std::span<const std::vector<std::string_view>> sentences) {
    work_->read(sentences);
    std::vector<std::vector<Span>> found;
    work_->finish(Work::Search::stretches,
                  [&](std::size_t, const std::vector<Span>& spans) { found.push_back(spans); });
    return found;
}

std::vector<Recogniser::Labelled> Recogniser::label_surely(
    std::span<const std::vector<std::string_view>> sentences) {
    work_->read(sentences);
    std::vector<Labelled> found;
    work_->finish(Work::Search::whole, [&](std::size_t s, const std::vector<Span>& spans) {
        found.push_back({spans, work_->probability_of_all(s)});
    });
    return found;
}

}  // namespace dateline::entities
