#include "common/text/analyzer.h"

namespace dateline {

namespace {

/// Stems remembered at most: news has few common words, and what is rare is cheap enough to stem again.
constexpr std::size_t stems_remembered = 100'000;

}  // namespace

Analyzer::Analyzer() : stemmer_("english") {}

std::string_view Analyzer::stem(std::string_view word) {
    if (const auto known = stems_.find(word); known != stems_.end()) return known->second;
    if (stems_.size() >= stems_remembered) stems_.clear();
    std::string text(word);
    std::string stemmed = stemmer_(text);
    return stems_.emplace(std::move(text), std::move(stemmed)).first->second;
}

}  // namespace dateline
