#include "common/text/analyzer.h"

namespace dateline {

namespace {

/// Words remembered at most: news has few common words, and what is rare is cheap enough to stem again.
constexpr std::size_t words_remembered = 100'000;

/// Marks off a stem that is also a word with another stem. Words are folded and never begin like this.
constexpr std::string_view stem_mark = "Z";

}  // namespace

Analyzer::Analyzer() : stemmer_("english") {}

const IndexedWord& Analyzer::word(std::string_view folded) {
    if (const auto known = words_.find(folded); known != words_.end()) return known->second;
    IndexedWord word;
    word.word = folded;
    word.stem = stem_term(word.word);
    return words_.emplace(folded, std::move(word)).first->second;
}

std::string Analyzer::stem_term(const std::string& word) const {
    std::string stem = stemmer_(word);
    if (stem == word || stemmer_(stem) == stem) return stem;
    return std::string(stem_mark) + stem;
}

void Analyzer::trim() {
    if (words_.size() > words_remembered) words_.clear();
}

}  // namespace dateline
