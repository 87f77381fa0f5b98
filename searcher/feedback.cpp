#include "searcher/feedback.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "searcher/article_language.h"
#include "searcher/stop_words.h"

namespace dateline {

namespace {

/// Hits below this many have no words in common that could be told from chance.
constexpr std::size_t fewest_hits = 3;

/// What the hits say of one stem.
struct Candidate {
    std::string word;
    double times = 0;      ///< in a hit of average length, each hit as much as it is trusted
    std::size_t hits = 0;  ///< that have it
};

bool tells_something(std::string_view word) {
    return word.size() > 1 && !is_stop_word(word);
}

/// Adds what one article says, which is trusted so much; `average` words are usual.
void add_article(const Article& article, double trusted, double average, std::string_view language,
                 Analyzer& analyzer, std::map<std::string, Candidate>& candidates) {
    std::map<std::string, std::pair<std::string, double>> counts;  // by stem: a form, how often
    double words = 0;
    StemmedWords& stemmed = analyzer.words_in(language);
    const auto count = [&](std::string_view text) {
        Tokenizer& tokens = analyzer.tokens();
        tokens.start(text);
        Token token;
        while (tokens.next(token)) {
            if (!tells_something(token.word)) continue;
            const IndexedWord& word = stemmed.word(token.word);
            auto& [form, times] = counts[word.stem];
            if (times == 0) form = word.word;
            ++times;
            ++words;
        }
        analyzer.trim();
    };
    count(article.title);
    count(article.lede);
    for (const std::string& paragraph : article.body) count(paragraph);
    for (const std::string& keyword : article.keywords) count(keyword);
    const double as_in_average = std::log2(1 + average / words);
    for (const auto& [stem, counted] : counts) {
        Candidate& candidate = candidates[stem];
        if (candidate.hits == 0) candidate.word = counted.first;
        candidate.times += trusted * counted.second * as_in_average;
        ++candidate.hits;
    }
}

/// How little chance alone would explain that a word stands so often in a hit, when an article has it `usual`
/// times in the mean: Bo1 with Bose-Einstein statistics, in bits.
double surprise(double times, double usual) {
    return times * std::log2((1 + usual) / usual) + std::log2(1 + usual);
}

}  // namespace

std::vector<AddedWord> words_to_add(const std::vector<Place>& first, const Archive& archive,
                                    Analyzer& analyzer, const FeedbackSettings& settings) {
    if (first.size() < fewest_hits || first.front().score <= 0) return {};
    std::vector<double> trusted;
    double all = 0;
    for (const Place& hit : first) {
        if (trusted.size() == settings.hits) break;
        trusted.push_back(std::pow(hit.score / first.front().score, settings.trust));
        all += trusted.back();
    }
    const Xapian::Database& database = archive.database();
    const double average = std::max(1.0, database.get_average_length());
    const double articles = database.get_doccount();
    std::map<std::string, Candidate> candidates;
    for (std::size_t i = 0; i < trusted.size(); ++i) {
        const Article article = archive.article(first[i].document);
        add_article(article, trusted[i] / all, average, article_language(archive, article), analyzer,
                    candidates);
    }
    std::vector<AddedWord> added;
    for (const auto& [stem, candidate] : candidates) {
        if (candidate.hits < 2) continue;
        const double everywhere = static_cast<double>(database.get_collection_freq(stem));
        if (everywhere == 0) continue;  // only keywords have it
        added.push_back({candidate.word, stem, surprise(candidate.times, everywhere / articles)});
    }
    std::ranges::stable_sort(added, std::ranges::greater{}, &AddedWord::weight);
    if (added.size() > settings.words) added.resize(settings.words);
    const double best = added.empty() ? 0 : added.front().weight;
    for (AddedWord& word : added)
        word.weight = settings.weight * std::pow(word.weight / best, settings.evenness);
    return added;
}

}  // namespace dateline
