#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/entities/document.h"
#include "indexer/entities/features.h"
#include "indexer/entities/sentence.h"
#include "indexer/entities/training/corpus.h"
#include "indexer/entities/words.h"

namespace dateline::entities {

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
        const bool caseless = std::ranges::none_of(source.sentences, [&](const LabelledSentence& sentence) {
            views_.assign(sentence.words.begin(), sentence.words.end());
            return has_capital(views_);
        });
        for (std::size_t s = 0; s < count; ++s) {
            const std::vector<std::string>& texts = source.sentences[s].words;
            views_.assign(texts.begin(), texts.end());
            words_[s].assign(texts.size(), {});
            spellings_[s].resize(texts.size());
            const auto describe_all = [&](CaseMode mode) {
                for (std::size_t i = 0; i < texts.size(); ++i)
                    describe(texts[i], mode, cases_, words_[s][i], spellings_[s][i]);
            };
            describe_all(caseless ? CaseMode::caseless : CaseMode::mixed);
            const CaseMode mode = caseless ? CaseMode::caseless : case_mode(views_, words_[s]);
            if (!caseless && mode != CaseMode::mixed) describe_all(mode);
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

}  // namespace dateline::entities
