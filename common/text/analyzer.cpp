#include "common/text/analyzer.h"

#include "common/text/characters.h"
#include "common/text/endings.h"

namespace dateline {

namespace {

/// Words remembered at most: news has few common words, and what is rare is cheap enough to stem again.
constexpr std::size_t words_remembered = 100'000;

Xapian::Stem stemmer_of(std::string_view language) {
    return language == unstemmed ? Xapian::Stem() : Xapian::Stem(std::string(language));
}

}  // namespace

StemmedWords::StemmedWords(std::string_view language, Folder& folder)
    : language_(language), stemmer_(stemmer_of(language)), folder_(folder) {}

const IndexedWord& StemmedWords::word(std::string_view folded) {
    if (const auto known = words_.find(folded); known != words_.end()) return known->second;
    IndexedWord word;
    word.word = folded;
    word.stem = stem_term(word.word);
    return words_.emplace(folded, std::move(word)).first->second;
}

std::string StemmedWords::stem_term(const std::string& word) {
    if (language_ == default_language) {
        std::string stem = stemmer_(word);
        if (stem == word || stemmer_(stem) == stem) return stem;
        return std::string(stem_mark) + stem;
    }
    if (!has_endings(word)) return word;
    const std::string stem = stemmer_(with_accents(word, language_));
    std::string term(language_mark);
    term += language_;
    std::size_t at = 0;
    while (at < stem.size()) folder_.append(next_character(stem, at), term);
    return term;
}

void StemmedWords::trim() {
    if (words_.size() > words_remembered) words_.clear();
}

StemmedWords& Analyzer::words_in(std::string_view code) {
    const std::string_view language = stemming_language(code);
    if (language == default_language) return english_;
    return others_.try_emplace(language, language, folder_).first->second;
}

void Analyzer::trim() {
    english_.trim();
    for (auto& [language, words] : others_) words.trim();
}

}  // namespace dateline
