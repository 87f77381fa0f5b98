#include "searcher/word_stems.h"

#include <algorithm>

#include "common/archive/terms.h"

namespace dateline {

namespace {

using Xapian::Query;

/// The articles in other languages than English.
Query not_english(const Archive& archive) {
    std::vector<Query> languages;
    for (const std::string& language : archive.languages())
        if (language != default_language) languages.emplace_back(terms::stemmed_in(language));
    return {Query::OP_OR, languages.begin(), languages.end()};
}

}  // namespace

std::string_view LanguageStem::shown() const {
    std::string_view stem = term;
    const std::string mark = terms::stemmed_in(language);
    if (stem.starts_with(stem_mark)) stem.remove_prefix(stem_mark.size());
    if (stem.starts_with(mark)) stem.remove_prefix(mark.size());
    return stem;
}

WordStems::WordStems(const Archive& archive, Analyzer& analyzer, const std::string& folded)
    : archive_(&archive), word_(folded) {
    stems_.push_back({std::string(default_language), analyzer.word(folded).stem});
    all_terms_.push_back(english());
    for (const std::string& language : archive.languages()) {
        if (language == default_language) continue;
        const std::string& term = analyzer.words_in(language).word(folded).stem;
        if (term == english()) continue;
        all_terms_.push_back(term);
        if (archive.database().term_exists(term)) stems_.push_back({language, term});
    }
}

std::vector<std::string> WordStems::terms() const {
    std::vector<std::string> terms;
    for (const LanguageStem& stem : stems_) terms.push_back(stem.term);
    return terms;
}

Query WordStems::anywhere() const {
    std::vector<Query> queries;
    for (const LanguageStem& stem : stems_) {
        const Query has_it(stem.term);
        queries.push_back(is_other_word(stem) ? Query(Query::OP_AND_NOT, has_it, not_english(*archive_))
                                              : has_it);
    }
    return {Query::OP_OR, queries.begin(), queries.end()};
}

/// An English stem that is a word, too, may be just that in an article in another language, where it means
/// something else: "die" of "dying" is a German article.
bool WordStems::is_other_word(const LanguageStem& stem) const {
    return stem.language == default_language && stem.term != word_ && archive_->languages().size() > 1 &&
           !stem.term.starts_with(stem_mark);
}

WeighedTerms WordStems::weighed(const Field& in) const {
    WeighedTerms weighed{.terms = terms()};
    for (const LanguageStem& stem : stems_)
        if (is_other_word(stem)) weighed.english.push_back(stem.term);
    if (in.id != FieldId::text) weighed.within = terms_in(in);
    return weighed;
}

Query WordStems::in(const Field& field) const {
    if (field.id == FieldId::text) return anywhere();
    const std::vector<std::string> terms = terms_in(field);
    return {Query::OP_OR, terms.begin(), terms.end()};
}

std::vector<std::string> WordStems::terms_in(const Field& field) const {
    std::vector<std::string> found;
    for (const LanguageStem& stem : stems_) {
        found.push_back(terms::stem(field, stem.term));
        if (field.id == FieldId::lede)
            found.push_back(terms::stem(dateline::field(FieldId::title), stem.term));
    }
    return found;
}

Xapian::doccount WordStems::articles() const {
    const Xapian::Database& database = archive_->database();
    Xapian::doccount articles = 0;
    for (const LanguageStem& stem : stems_) articles += database.get_termfreq(stem.term);
    return std::min(articles, database.get_doccount());
}

}  // namespace dateline
