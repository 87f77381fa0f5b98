#include "indexer/entities/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "common/error.h"
#include "indexer/entities/document.h"
#include "indexer/entities/features.h"
#include "indexer/entities/sentence.h"
#include "indexer/entities/training/feature_index.h"
#include "indexer/entities/training/knowledge.h"
#include "indexer/entities/words.h"

namespace dateline::entities {
namespace {

/// Writes words of a sentence in another case, as headlines do.
LabelledSentence in_capitals(const LabelledSentence& sentence, bool first_letter_only) {
    LabelledSentence result = sentence;
    for (std::string& word : result.words) {
        for (char& letter : word) {
            if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
            if (first_letter_only) break;
        }
    }
    return result;
}

/// Turns documents into features, the same way the recogniser does.
class Extractor {
public:
    Extractor(const PhraseTable& phrases, const CaseTable& cases) : phrases_(phrases), cases_(cases) {}

    /// Calls `use(sentence, token, key)` for each feature of each token of the document.
    template <typename Use>
    void run(const LabelledDocument& source, Use use) {
        document_.clear(256);
        const std::size_t count = source.sentences.size();
        words_.resize(count);
        spellings_.resize(count);
        matches_.resize(count);
        for (std::size_t s = 0; s < count; ++s) {
            const std::vector<std::string>& texts = source.sentences[s].words;
            views_.assign(texts.begin(), texts.end());
            const CaseMode mode = case_mode(views_, cases_);
            words_[s].assign(texts.size(), {});
            spellings_[s].resize(texts.size());
            for (std::size_t i = 0; i < texts.size(); ++i) {
                describe(texts[i], mode, cases_, words_[s][i], spellings_[s][i]);
            }
            match_lists(words_[s], phrases_, matches_[s]);
            document_.add(words_[s], matches_[s]);
        }
        for (std::size_t s = 0; s < count; ++s) {
            document_.flags(words_[s], flags_);
            const Context context{words_[s], matches_[s], flags_};
            const int size = static_cast<int>(words_[s].size());
            for (int i = 0; i < size; ++i) {
                const auto put = [&](std::uint64_t key) { use(s, static_cast<std::size_t>(i), key); };
                for (int offset = -reach; offset <= reach; ++offset) {
                    const int at = i + offset;
                    if (at < 0 || at >= size) continue;
                    word_features(words_[s][at], spellings_[s][at], offset, put);
                }
                context_features(context, static_cast<std::size_t>(i), put);
            }
        }
    }

private:
    const PhraseTable& phrases_;
    const CaseTable& cases_;
    Document document_;
    std::vector<std::string_view> views_;
    std::vector<std::vector<Word>> words_;
    std::vector<std::vector<Spelling>> spellings_;
    std::vector<std::vector<ListMatch>> matches_;
    std::vector<std::uint32_t> flags_;
};

struct WeightedDocument {
    LabelledDocument document;
    double weight;
};

std::vector<WeightedDocument> all_documents(const std::vector<Corpus>& corpora, const TrainerOptions& options) {
    std::vector<WeightedDocument> documents;
    std::uint64_t number = 0;
    const auto chosen = [&](double share, std::uint64_t what) {
        return static_cast<double>(stir(number * 4 + what) >> 11U) * 0x1.0p-53 < share;
    };
    for (const Corpus& corpus : corpora) {
        for (const LabelledDocument& document : corpus.documents) {
            documents.push_back({document, corpus.weight});
            ++number;
            for (const bool titles : {false, true}) {
                if (!chosen(titles ? options.title_share : options.caseless_share, titles ? 1 : 2)) continue;
                LabelledDocument copy;
                for (const LabelledSentence& sentence : document.sentences) {
                    copy.sentences.push_back(in_capitals(sentence, titles));
                }
                documents.push_back({std::move(copy), corpus.weight});
            }
        }
    }
    return documents;
}

Instances instances_of(const std::vector<WeightedDocument>& documents, Extractor& extractor,
                       const FeatureIndex& index) {
    Instances instances;
    for (const WeightedDocument& source : documents) {
        const std::size_t first = instances.sentences.size();
        for (const LabelledSentence& sentence : source.document.sentences) {
            instances.sentences.push_back({static_cast<std::uint32_t>(instances.labels.size()),
                                           static_cast<std::uint32_t>(sentence.words.size()),
                                           static_cast<float>(source.weight)});
            instances.labels.insert(instances.labels.end(), sentence.labels.begin(), sentence.labels.end());
        }
        extractor.run(source.document, [&](std::size_t sentence, std::size_t i, std::uint64_t key) {
            const std::size_t token = instances.sentences[first + sentence].first_token + i;
            while (instances.begins.size() <= token) instances.begins.push_back(instances.features.size());
            const std::uint32_t id = index.id(key);
            if (id != FeatureIndex::unknown) instances.features.push_back(id);
        });
    }
    while (instances.begins.size() <= instances.labels.size()) instances.begins.push_back(instances.features.size());
    return instances;
}

std::int8_t rounded(float weight, float unit) {
    return static_cast<std::int8_t>(std::clamp(std::lround(weight / unit), -127L, 127L));
}

/// Weights as bytes; `unit` is what one point is worth.
std::vector<WeightRow> packed(const Weights& weights, const std::vector<std::uint64_t>& keys, float unit) {
    std::vector<std::pair<std::uint64_t, WeightTable::Weights>> features;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        WeightTable::Weights row{};
        bool any = false;
        for (std::size_t label = 0; label < label_count; ++label) {
            row[label] = rounded(weights.features[i][label], unit);
            any = any || row[label] != 0;
        }
        if (any) features.emplace_back(keys[i], row);
    }
    std::vector<WeightRow> rows(features.size() + features.size() / 5 + 16);
    while (!WeightTable::build(features, rows)) rows.resize(rows.size() + rows.size() / 64 + 1);
    return rows;
}

Transitions packed(const FloatTransitions& transitions, float unit) {
    Transitions result{};
    for (std::size_t a = 0; a < label_count; ++a) {
        for (std::size_t b = 0; b < label_count; ++b) {
            result[a][b] = static_cast<std::int32_t>(std::lround(transitions[a][b] / unit));
        }
    }
    return result;
}

}  // namespace

ModelParts train(const std::vector<Corpus>& corpora, const TrainerOptions& options,
                 const std::function<void(const std::string&)>& report) {
    ModelParts parts;
    parts.phrases = read_lists(options.lists);
    CaseCounter counter;
    for (const Corpus& corpus : corpora) {
        for (const LabelledDocument& document : corpus.documents) {
            for (const LabelledSentence& sentence : document.sentences) counter.add(sentence);
        }
    }
    for (const std::filesystem::path& path : options.plain) {
        for (const LabelledDocument& document : read_plain(path)) {
            for (const LabelledSentence& sentence : document.sentences) counter.add(sentence);
        }
    }
    parts.cases = counter.table();
    const PhraseTable phrases(parts.phrases);
    const CaseTable cases(parts.cases);
    Extractor extractor(phrases, cases);

    const std::vector<WeightedDocument> documents = all_documents(corpora, options);
    FeatureIndex index;
    for (const WeightedDocument& source : documents) {
        extractor.run(source.document, [&](std::size_t, std::size_t, std::uint64_t key) { index.count(key); });
    }
    index.number(options.fewest);
    const Instances instances = instances_of(documents, extractor, index);
    report(fmt::format("{} sentences, {} tokens, {} features, {:.1f} a token", instances.sentences.size(),
                       instances.labels.size(), index.keys().size(),
                       static_cast<double>(instances.features.size()) /
                           static_cast<double>(std::max<std::size_t>(1, instances.labels.size()))));

    const Weights weights =
        optimize(instances, index.keys().size(), options.optimizer,
                 [&](int epoch, double loss) { report(fmt::format("epoch {} loss {:.4f}", epoch + 1, loss)); });
    float largest = 0;
    std::vector<float> sizes;
    for (const auto& row : weights.features) {
        for (std::size_t label = 0; label < label_count; ++label) {
            largest = std::max(largest, std::fabs(row[label]));
        }
    }
    report(fmt::format("largest weight {:.3f}", largest));
    parts.unit = std::max(largest / 127, 1e-6F);
    parts.first.rows = packed(weights, index.keys(), parts.unit);
    parts.first.transitions = packed(weights.transitions, parts.unit);
    return parts;
}

}  // namespace dateline::entities
