#include "indexer/entities/sentence.h"

#include <algorithm>

#include "indexer/entities/tokenizer.h"

namespace dateline::entities {

CaseMode case_mode(std::span<const std::string_view> texts, std::span<const Word> words) {
    unsigned lower = 0;         // words without a capital
    unsigned capitals = 0;      // words of capitals alone
    unsigned common = 0;        // words that prose writes in lower case
    unsigned common_upper = 0;  // such words with a capital here
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Look look = words[i].look;
        if (look <= Look::number || texts[i].size() < 2) continue;
        if (look == Look::lower) ++lower;
        if (look == Look::capitals) ++capitals;
        if (i == 0 || texts[i].size() < 4) continue;
        if (!CaseTable::usually_lower(words[i].word_class)) continue;
        ++common;
        if (look != Look::lower) ++common_upper;
    }
    if (capitals >= 3 && capitals > 4 * lower) return CaseMode::caseless;
    if (common_upper >= 2 && 2 * common_upper > common) return CaseMode::title;
    return CaseMode::mixed;
}

bool has_capital(std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [](std::string_view word) { return look_of(word) >= Look::capital; });
}

Retokenized retokenize(std::span<const std::string> tokens) {
    Retokenized result;
    std::vector<Token> cuts;
    // A view into a joined string must outlive later ones: none may move.
    result.joined.reserve(tokens.size());
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        const std::string& token = tokens[i];
        const bool stop_follows = i + 2 < tokens.size() && tokens[i + 1] == ".";
        if (stop_follows && token.back() != '.' && is_abbreviation(token)) {
            result.joined.push_back(token + ".");
            result.pieces.push_back({result.joined.back(), i, i + 1});
            ++i;
            continue;
        }
        tokenize(token, cuts);
        if (cuts.empty()) result.pieces.push_back({token, i, i});
        for (const Token& cut : cuts) {
            result.pieces.push_back({std::string_view(token).substr(cut.begin, cut.end - cut.begin), i, i});
        }
    }
    return result;
}

}  // namespace dateline::entities
