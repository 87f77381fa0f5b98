#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/query/syntax_tree.h"
#include "searcher/query_words.h"
#include "searcher/wanted.h"

namespace dateline {

/// A word that ranks what a query matches, and the term that weighs it.
struct WeighedWord {
    std::string word;
    std::string term;
};

/// All the words that begin alike, which weigh as if they were one.
struct WeighedPrefix {
    std::string text;  ///< "talk*"
    Xapian::Query query;
};

/// A query's tree as Xapian takes it.
struct CompiledQuery {
    Xapian::Query matching;          ///< what an article must have; weighs its words
    std::vector<WeighedWord> words;  ///< the words that carry weight in `matching`, no stem twice
    std::vector<WeighedPrefix> prefixes;
    /// True when an article may have a word that `matching` weighs in one alternative, and match by another:
    /// then its weight in `matching` is not the sum of its words' weights.
    bool weighs_by_alternative = false;
    Xapian::Query unwanted;  ///< what the query excludes on top; empty when it excludes nothing
    /// The folded words without a field, in the order of typing: what titles and neighbours are looked at
    /// for.
    std::vector<std::string> plain;
    Wanted wanted;
};

/// Compiles the trees of queries against one archive. Throws Error with a caret in the typed query.
class QueryCompiler {
public:
    /// `typed` is what the tree's offsets point into. With `any_word` the words side by side on top are
    /// alternatives.
    QueryCompiler(const Archive& archive, Analyzer& analyzer, std::string_view typed, bool any_word)
        : archive_(archive),
          analyzer_(analyzer),
          words_(archive, analyzer),
          typed_(typed),
          any_word_(any_word) {}

    [[nodiscard]] CompiledQuery compile(const Node& tree);

private:
    [[nodiscard]] Xapian::Query query_of(const Node& node);
    [[nodiscard]] Xapian::Query word_query(const Node& node);
    [[nodiscard]] Xapian::Query exact_query(const Node& node);
    [[nodiscard]] Xapian::Query prefix_query(const Node& node);
    [[nodiscard]] Xapian::Query phrase_query(const Node& node);
    [[nodiscard]] Xapian::Query value_query(const Node& node);
    [[nodiscard]] Xapian::Query group_query(const Node& node, Xapian::Query::op join);
    [[nodiscard]] Xapian::Query proximity_query(const Node& node);

    [[nodiscard]] Xapian::Query weighed(const Field& field, const std::string& folded);
    [[nodiscard]] Xapian::Query all_weighed(const Field& field, const std::vector<std::string>& words);
    [[nodiscard]] PositionPattern pattern_of(const Node& node);
    [[nodiscard]] std::vector<std::string> beginning(const Node& node);
    void want(std::vector<std::string>& list, std::string word);
    [[noreturn]] void refuse(const Node& node, std::string message, std::string hint) const;

    const Archive& archive_;
    Analyzer& analyzer_;
    QueryWords words_;
    std::string_view typed_;
    bool any_word_;
    const Node* top_ = nullptr;
    bool excluding_ = false;
    bool in_alternative_ = false;
    CompiledQuery compiled_;
};

}  // namespace dateline
