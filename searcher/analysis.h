#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/answer.h"
#include "searcher/entities.h"
#include "searcher/request.h"

namespace dateline {

/// A query taken apart, for whoever wonders what it asks: how it was read, and what each part of it would
/// find alone, the excluded ones too. Filters do not count. Numbers are those that --count says: of articles
/// that are copies of one another one counts, unless nothing is folded.
struct Analysis {
    /// A word that ranks, and the stem that it has in each language in which articles have it.
    struct Stems {
        std::string word;
        std::vector<std::pair<std::string, std::string>>
            stems;  ///< code of the language, stem; English first
    };

    std::string typed;
    std::string understood;  ///< in the one canonical spelling
    std::vector<AppliedSynonym> synonyms{};
    std::vector<Stems> stems{};    ///< of words that have more than the English one
    std::string xapian;            ///< what an article must match, as Xapian writes it
    std::vector<WordCount> parts;  ///< words, phrases, names, dates: each once, in the order of typing
    std::uint64_t articles = 0;    ///< in the archive
    std::uint64_t total = 0;       ///< that match the whole query
    bool folded = true;            ///< `parts` and `total` count one article of each story
    bool has_copies = false;       ///< else there is nothing to fold
};

/// Throws Error when the query cannot be put to this archive.
[[nodiscard]] Analysis analyze_query(const SearchRequest& request, const Archive& archive,
                                     const Entities& entities, Analyzer& analyzer);

}  // namespace dateline
