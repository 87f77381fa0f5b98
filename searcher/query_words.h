#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/positions.h"

namespace dateline {

/// What a text in a query is to the index.
struct AnalyzedText {
    std::vector<std::string> sequence;  ///< folded words as their positions follow one another
    std::vector<std::string> written;   ///< the same as they were typed
    /// What carries the weight: the same words, but pairs of neighbours in scripts without spaces.
    std::vector<std::string> weighing;
    std::string unspaced;  ///< the whole text when all of it is one run of such a script, else nothing
};

/// Words of queries, looked up among the words of an archive.
class QueryWords {
public:
    QueryWords(const Archive& archive, Analyzer& analyzer) : archive_(archive), analyzer_(analyzer) {}

    [[nodiscard]] AnalyzedText analyze(std::string_view text);

    /// The words of the archive that begin so, `most` + 1 of them when there are more than `most`. Among them
    /// may be stems that no article has as a word.
    [[nodiscard]] std::vector<std::string> beginning_with(const std::string& folded, std::size_t most) const;

    /// The words of the archive that are at most so many slips of the finger away, as `similar_words` gives
    /// them.
    [[nodiscard]] std::vector<std::string> similar_to(const std::string& folded, unsigned slips,
                                                      std::size_t most) const;

    /// The characters that the archive has of scripts without spaces.
    [[nodiscard]] std::vector<std::string> unspaced();

    /// The words of the archive that share the stem of this one in one of its languages, itself included.
    [[nodiscard]] std::vector<std::string> forms_of(const std::string& folded);

private:
    void add_forms(const std::string& folded, std::string_view language, std::vector<std::string>& forms);

    const Archive& archive_;
    Analyzer& analyzer_;
};

/// The pattern of a place where any of the words stands.
[[nodiscard]] PositionPattern any_word_pattern(std::vector<std::string> words);

/// The pattern of words side by side.
[[nodiscard]] PositionPattern sequence_pattern(const std::vector<std::string>& words);

/// The same; a word that was typed with accents must be written with them.
[[nodiscard]] PositionPattern exact_pattern(const AnalyzedText& text);

}  // namespace dateline
