#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include <xapian.h>

#include "common/text/fold.h"
#include "common/text/tokens.h"

namespace dateline {

/// A folded word as the index knows it.
struct IndexedWord {
    std::string word;  ///< the term of the word itself, which has its positions
    /// The term that carries the weight of all words with this stem. Mostly the stem as it is: a word that
    /// is its own stem ("oil") then has one term instead of two. Only a stem that is also a word with
    /// another stem of its own is marked off, lest the two be confused.
    std::string stem;

    /// True when documents may have the term `word` without the word, through another form of it ("oils").
    [[nodiscard]] bool shared() const { return word == stem; }
};

/// The one object that turns text into words and stems, for the index, for queries, for snippets alike:
/// whatever is found is found by what this says. One a thread.
class Analyzer {
public:
    Analyzer();

    [[nodiscard]] Tokenizer& tokens() { return tokenizer_; }
    [[nodiscard]] Folder& folder() { return folder_; }

    /// What the index makes of a folded word. Valid until `trim`.
    [[nodiscard]] const IndexedWord& word(std::string_view folded);

    /// Forgets words when it has come to remember too many. To be called between texts now and then.
    void trim();

    [[nodiscard]] std::string key(std::string_view name) { return name_key(name, folder_); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    [[nodiscard]] std::string stem_term(const std::string& word) const;

    Folder folder_;
    Tokenizer tokenizer_{folder_};
    Xapian::Stem stemmer_;
    std::unordered_map<std::string, IndexedWord, Hash, std::equal_to<>> words_;
};

}  // namespace dateline
