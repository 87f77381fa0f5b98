#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include <xapian.h>

#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/tokens.h"

namespace dateline {

/// Begins an English stem that is also a word with another stem. Words are folded and never begin like this.
inline constexpr std::string_view stem_mark = "Z";

/// Begins the stems of all languages but English; the code follows: "Lfrelect".
inline constexpr std::string_view language_mark = "L";

/// A folded word as the index knows it.
struct IndexedWord {
    std::string word;  ///< the term of the word itself, which has its positions
    /// The term that carries the weight of all words with this stem. In English mostly the stem as it is: a
    /// word that is its own stem ("oil") then has one term instead of two. Only a stem that is also a word
    /// with another stem of its own is marked off, lest the two be confused. Stems of other languages are
    /// marked with their language, so that they never meet those of another.
    std::string stem;

    /// True when documents may have the term `word` without the word, through another form of it ("oils").
    [[nodiscard]] bool shared() const { return word == stem; }
};

/// The words of texts in one language, and their stems.
class StemmedWords {
public:
    /// `language` as `stemming_language` gives it; `folder` must outlive this.
    StemmedWords(std::string_view language, Folder& folder);

    /// What the index makes of a folded word. Valid until `trim`.
    [[nodiscard]] const IndexedWord& word(std::string_view folded);

    /// Forgets words when it has come to remember too many.
    void trim();

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    [[nodiscard]] std::string stem_term(const std::string& word);

    std::string language_;
    Xapian::Stem stemmer_;
    Folder& folder_;
    std::unordered_map<std::string, IndexedWord, Hash, std::equal_to<>> words_;
};

/// The one object that turns text into words and stems, for the index, for queries, for snippets alike:
/// whatever is found is found by what this says. One a thread.
class Analyzer {
public:
    [[nodiscard]] Tokenizer& tokens() { return tokenizer_; }
    [[nodiscard]] Folder& folder() { return folder_; }

    /// What the index makes of a folded word of an English text. Valid until `trim`.
    [[nodiscard]] const IndexedWord& word(std::string_view folded) { return english_.word(folded); }

    /// The words of texts in the language of that code (Article::language, or `unstemmed`).
    [[nodiscard]] StemmedWords& words_in(std::string_view code);

    /// Forgets words when it has come to remember too many. To be called between texts now and then.
    void trim();

    [[nodiscard]] std::string key(std::string_view name) { return name_key(name, folder_); }

private:
    Folder folder_;
    Tokenizer tokenizer_{folder_};
    StemmedWords english_{default_language, folder_};
    std::map<std::string_view, StemmedWords> others_;  ///< by `stemming_language`
};

}  // namespace dateline
