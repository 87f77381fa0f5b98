#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/text/analyzer.h"
#include "searcher/entities.h"
#include "searcher/query/syntax_tree.h"
#include "searcher/query_words.h"
#include "searcher/wanted.h"
#include "searcher/word_stems.h"

namespace dateline {

/// A word that ranks what a query matches.
struct WeighedWord {
    std::string word;              ///< as it is shown
    WeighedTerms terms;            ///< whose weight counts
    Xapian::Query query;           ///< the articles that have it where the query asks for it
    bool stands_for_many = false;  ///< is word* or word~, beside which each of its words may weigh, too
};

/// A query's tree as Xapian takes it.
struct CompiledQuery {
    Xapian::Query matching;          ///< what an article must have
    std::vector<WeighedWord> words;  ///< what ranks it, no stem twice
    Xapian::Query unwanted;          ///< what the query excludes on top; empty when it excludes nothing
    /// The folded words without a field, in the order of typing: what titles and neighbours are looked at
    /// for.
    std::vector<std::string> plain;
    Wanted wanted;
};

/// Compiles the trees of queries against one archive, which must outlive the queries. Throws Error with a
/// caret in the typed query.
class QueryCompiler {
public:
    /// `typed` is what the tree's offsets point into. With `any_word` the words side by side on top are
    /// alternatives.
    QueryCompiler(const Archive& archive, const Entities& entities, Analyzer& analyzer,
                  std::string_view typed, bool any_word)
        : archive_(archive),
          entities_(entities),
          analyzer_(analyzer),
          words_(archive, analyzer),
          typed_(typed),
          any_word_(any_word),
          texts_(std::make_shared<WrittenTexts>(archive)) {}

    [[nodiscard]] CompiledQuery compile(const Node& tree);

private:
    [[nodiscard]] Xapian::Query query_of(const Node& node);
    [[nodiscard]] Xapian::Query alternative_query(const Node& node);
    [[nodiscard]] Xapian::Query word_query(const Node& node);
    [[nodiscard]] Xapian::Query exact_query(const Node& node);
    [[nodiscard]] Xapian::Query prefix_query(const Node& node);
    [[nodiscard]] Xapian::Query similar_query(const Node& node);
    [[nodiscard]] Xapian::Query cased_query(const Node& node);
    [[nodiscard]] Xapian::Query length_query(const Node& node);
    [[nodiscard]] Xapian::Query at_least_query(const Node& node);
    [[nodiscard]] Xapian::Query phrase_query(const Node& node);
    [[nodiscard]] Xapian::Query value_query(const Node& node);
    [[nodiscard]] Xapian::Query group_query(const Node& node, Xapian::Query::op join);
    [[nodiscard]] bool carries_nothing(const Node& node);
    [[nodiscard]] Xapian::Query proximity_query(const Node& node);

    [[nodiscard]] Xapian::Query weighed(const Field& field, const std::string& folded);
    [[nodiscard]] WordStems stems_of(const std::string& folded) const;
    [[nodiscard]] bool is_weighed(const std::string& term) const;
    [[nodiscard]] Xapian::Query all_weighed(const Field& field, const std::vector<std::string>& words);
    [[nodiscard]] PositionPattern pattern_of(const Node& node);
    [[nodiscard]] Xapian::Query any_of_words(const std::string& label, const std::vector<std::string>& words,
                                             const Field& in);
    [[nodiscard]] Xapian::Query in_place(const Xapian::Query& candidates, PositionPattern pattern,
                                         FieldId zone);
    [[nodiscard]] std::vector<std::string> beginning(const Node& node);
    [[nodiscard]] std::vector<std::string> similar(const Node& node);
    template <typename What>
    void want(std::vector<What>& list, What what) {
        if (!excluding_ && std::ranges::find(list, what) == list.end()) list.push_back(std::move(what));
    }
    [[noreturn]] void refuse(const Node& node, std::string message, std::string hint) const;

    const Archive& archive_;
    const Entities& entities_;
    Analyzer& analyzer_;
    QueryWords words_;
    std::string_view typed_;
    bool any_word_;
    const Node* top_ = nullptr;
    bool excluding_ = false;
    std::shared_ptr<WrittenTexts> texts_;
    CompiledQuery compiled_;
};

}  // namespace dateline
