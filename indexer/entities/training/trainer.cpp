#include "indexer/entities/training/trainer.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "indexer/entities/hashing.h"
#include "indexer/entities/recogniser.h"
#include "indexer/entities/training/extractor.h"
#include "indexer/entities/training/feature_index.h"
#include "indexer/entities/training/knowledge.h"
#include "indexer/entities/training/packing.h"

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

struct WeightedDocument {
    LabelledDocument document;
    double weight;
};

std::vector<WeightedDocument> all_documents(const std::vector<Corpus>& corpora,
                                            const TrainerOptions& options) {
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
    while (instances.begins.size() <= instances.labels.size())
        instances.begins.push_back(instances.features.size());
    return instances;
}

std::vector<std::uint32_t> count_cases(const std::vector<Corpus>& corpora,
                                       const std::vector<PlainText>& plain) {
    CaseCounter counter;
    const auto add = [&](const std::vector<LabelledDocument>& documents) {
        for (const LabelledDocument& document : documents) {
            for (const LabelledSentence& sentence : document.sentences) counter.add(sentence);
        }
    };
    for (const Corpus& corpus : corpora) add(corpus.documents);
    for (const PlainText& text : plain) add(text.documents);
    return counter.table();
}

/// One fit of a model, with the knowledge that all fits share.
struct Trainer {
    const std::vector<std::uint64_t>& phrases;
    const std::vector<std::uint32_t>& cases;
    const TrainerOptions& options;
    const std::function<void(const std::string&)>& report;

    [[nodiscard]] ModelParts fit(const std::vector<Corpus>& corpora) const {
        const PhraseTable phrase_table(phrases);
        const CaseTable case_table(cases);
        Extractor extractor(phrase_table, case_table);
        const std::vector<WeightedDocument> documents = all_documents(corpora, options);
        FeatureIndex index;
        for (const WeightedDocument& source : documents) {
            extractor.run(source.document,
                          [&](std::size_t, std::size_t, std::uint64_t key) { index.count(key); });
        }
        index.number(options.fewest);
        const Instances instances = instances_of(documents, extractor, index);
        report(fmt::format("{} sentences, {} tokens, {} features", instances.sentences.size(),
                           instances.labels.size(), index.keys().size()));
        const Weights weights = optimize(
            instances, index.keys().size(), options.optimizer,
            [&](int epoch, double loss) { report(fmt::format("epoch {} loss {:.4f}", epoch + 1, loss)); });
        ModelParts parts;
        parts.phrases = phrases;
        parts.cases = cases;
        pack(weights, index.keys(), options.outside_bias, parts);
        parts.vote = static_cast<float>(options.vote);
        return parts;
    }
};

/// Of the sentences without a name most are much alike: so many in ten are kept.
constexpr std::uint64_t nameless_in_ten = 3;
constexpr std::size_t shortest_sentence = 5;

/// The sentences of a text that a model labels with a high probability, as a corpus.
Corpus labelled_surely(const PlainText& text, const Model& teacher, double sure,
                       const std::function<void(const std::string&)>& report) {
    Corpus corpus{"", text.weight, {}};
    Recogniser recogniser(teacher);
    std::size_t seen = 0;
    std::size_t kept = 0;
    for (const LabelledDocument& source : text.documents) {
        std::vector<std::vector<std::string_view>> words;
        for (const LabelledSentence& sentence : source.sentences) {
            words.emplace_back(sentence.words.begin(), sentence.words.end());
        }
        const std::vector<Recogniser::Labelled> found = recogniser.label_surely(words);
        LabelledDocument document;
        for (std::size_t s = 0; s < found.size(); ++s) {
            ++seen;
            if (found[s].probability < sure || words[s].size() < shortest_sentence) continue;
            if (found[s].spans.empty() && stir(seen) % 10 >= nameless_in_ten) continue;
            document.sentences.push_back(source.sentences[s]);
            set_labels(found[s].spans, document.sentences.back().labels);
            ++kept;
        }
        if (!document.sentences.empty()) corpus.documents.push_back(std::move(document));
    }
    report(fmt::format("labelled {} of {} unlabelled sentences", kept, seen));
    return corpus;
}

}  // namespace

ModelParts train(const std::vector<Corpus>& corpora, const std::vector<PlainText>& plain,
                 const TrainerOptions& options, const std::function<void(const std::string&)>& report) {
    const std::vector<std::uint64_t> phrases = read_lists(options.lists);
    const std::vector<std::uint32_t> cases = count_cases(corpora, plain);
    const Trainer trainer{phrases, cases, options, report};
    ModelParts first = trainer.fit(corpora);
    const bool once = std::ranges::none_of(plain, [](const PlainText& text) { return text.weight > 0; });
    if (once) return first;
    const Model teacher(std::move(first));
    std::vector<Corpus> all = corpora;
    for (const PlainText& text : plain) {
        if (text.weight > 0) all.push_back(labelled_surely(text, teacher, options.sure, report));
    }
    return trainer.fit(all);
}

}  // namespace dateline::entities
