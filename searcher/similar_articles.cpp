#include "searcher/similar_articles.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/error.h"
#include "common/text/grammar_words.h"
#include "searcher/article_language.h"
#include "searcher/matching_copies.h"
#include "searcher/query_words.h"
#include "searcher/stop_words.h"

namespace dateline {

namespace {

/// A stem as an article has it.
struct Use {
    std::string word;  ///< the first of its forms
    double count = 0;
};

using Uses = std::map<std::string, Use>;  // by stem

/// The folded words of grammar of that language; none where they are not known.
std::set<std::string> grammar_of(std::string_view language, QueryWords& words) {
    if (language == "nb" || language == "nn") language = "no";
    const auto known = std::ranges::find(grammar_words(), language, &GrammarWords::language);
    if (known == grammar_words().end()) return {};
    const std::vector<std::string> folded = words.analyze(known->words).weighing;
    return {folded.begin(), folded.end()};
}

void count_words(std::string_view text, double each, const std::set<std::string>& grammar, QueryWords& words,
                 StemmedWords& stemmed, Uses& uses) {
    for (const std::string& word : words.analyze(text).weighing) {
        if (is_stop_word(word) || grammar.contains(word)) continue;
        Use& use = uses[stemmed.word(word).stem];
        if (use.word.empty()) use.word = word;
        use.count += each;
    }
    stemmed.trim();
}

}  // namespace

Node similar_query(const Archive& archive, const Article& article, Analyzer& analyzer) {
    constexpr double title_word = 3;
    QueryWords words(archive, analyzer);
    StemmedWords& stemmed = analyzer.words_in(article_language(archive, article));
    Uses uses;
    const std::set<std::string> grammar = grammar_of(article.language, words);
    const auto count = [&](std::string_view text, double each) {
        count_words(text, each, grammar, words, stemmed, uses);
    };
    count(article.title, title_word);
    count(article.lede, 1);
    for (const std::string& paragraph : article.body) count(paragraph, 1);

    const Xapian::Database& database = archive.database();
    const double articles = database.get_doccount();
    std::vector<std::pair<double, std::string>> telling;
    for (auto& [stem, use] : uses) {
        const double having = database.get_termfreq(terms::stem(field(FieldId::text), stem));
        if (having < 2) continue;
        const double weight = (1 + std::log(use.count)) * std::log(articles / having);
        if (weight > 0) telling.emplace_back(weight, std::move(use.word));
    }
    if (telling.empty()) {
        throw Error(fmt::format("the article '{}' has no word that tells it from others", article.id),
                    "search for words instead");
    }
    std::ranges::sort(telling, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (telling.size() > most_telling_words) telling.resize(most_telling_words);
    Node query{.kind = Node::Kind::any_of};
    for (const auto& [weight, word] : telling) {
        query.children.push_back({.kind = Node::Kind::word, .text = word});
    }
    return query.children.size() == 1 ? query.children.front() : query;
}

Xapian::Query same_story(const Archive& archive, Xapian::docid document, bool fold) {
    std::vector<Xapian::docid> documents{document};
    const std::uint32_t cluster = archive.cluster(document);
    if (fold && cluster > 0) documents = living_copies(archive, cluster);
    std::vector<std::string> ids;
    for (const Xapian::docid one : documents) {
        ids.push_back(terms::key(field(FieldId::id), archive.article(one).id));
    }
    return {Xapian::Query::OP_OR, ids.begin(), ids.end()};
}

}  // namespace dateline
