#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/fields.h"
#include "common/text/analyzer.h"
#include "searcher/score_part.h"

namespace dateline {

/// The stem of a word in one language.
struct LanguageStem {
    std::string language;  ///< as Archive::languages has it
    std::string term;      ///< IndexedWord::stem

    /// The stem without what marks it off in the index.
    [[nodiscard]] std::string_view shown() const;
};

/// What finds a word of a query whatever its form: its stem in each language that the archive has articles
/// in. They count and weigh as one word. In an archive of English articles that is one stem, at no cost.
class WordStems {
public:
    /// Of a folded word. The archive must outlive this.
    WordStems(const Archive& archive, Analyzer& analyzer, const std::string& folded);

    /// English first; of other languages those that some article has.
    [[nodiscard]] const std::vector<LanguageStem>& stems() const { return stems_; }
    /// The terms of `stems`.
    [[nodiscard]] std::vector<std::string> terms() const;
    /// Those of all languages of the archive, for words that stand elsewhere than in texts.
    [[nodiscard]] const std::vector<std::string>& all_terms() const { return all_terms_; }
    [[nodiscard]] const std::string& english() const { return stems_.front().term; }

    /// The same without what `taken` says of its terms; possibly nothing.
    template <typename Taken>
    [[nodiscard]] WordStems without(Taken taken) const {
        WordStems rest = *this;
        std::erase_if(rest.stems_, [&](const LanguageStem& stem) { return taken(stem.term); });
        return rest;
    }

    /// The articles that have it anywhere.
    [[nodiscard]] Xapian::Query anywhere() const;

    /// What of it weighs, in the whole text or where that field has it, too.
    [[nodiscard]] WeighedTerms weighed(const Field& in) const;

    /// The articles that have it in that field of kind text.
    [[nodiscard]] Xapian::Query in(const Field& field) const;

    /// The terms of those that have it in title or lede.
    [[nodiscard]] std::vector<std::string> terms_in(const Field& field) const;

    /// About how many articles have it; exact where one language does.
    [[nodiscard]] Xapian::doccount articles() const;

private:
    [[nodiscard]] bool is_other_word(const LanguageStem& stem) const;

    const Archive* archive_;
    std::string word_;
    std::vector<LanguageStem> stems_;
    std::vector<std::string> all_terms_;
};

}  // namespace dateline
