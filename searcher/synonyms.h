#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/syntax_tree.h"
#include "searcher/request.h"

namespace dateline {

/// Words that a user's file says mean the same. The format is the one that other engines have, a rule a line:
///
///     car, automobile, motor car      any of them stands for all of them
///     NHS => National Health Service  the left ones stand for the right ones, and no more for themselves
///     # a comment
///
/// Several words are a phrase where they are put in, and words side by side where they are looked for. A
/// backslash takes the meaning from a comma, an arrow or a backslash behind it. Rules of one word in several
/// lines add up. A word means itself only: who wants cars to stand for automobiles lists it.
class Synonyms {
public:
    /// No rules.
    Synonyms() = default;

    /// Reads the rules in a text; `file` is what errors call it. Throws Error with file and line.
    [[nodiscard]] static Synonyms read(std::string_view text, const std::string& file);
    /// Throws Error when there is no such file.
    [[nodiscard]] static Synonyms read_file(const std::filesystem::path& file);

    [[nodiscard]] bool empty() const { return rules_.empty(); }

    /// The query with alternatives for its words, wherever they stand as words: side by side, in fields,
    /// behind NOT and ATLEAST, beside NEAR. Phrases, exact words, CAPS, beginnings and similar words mean
    /// what they say. Adds to `applied` what was done. Throws Error when the query grows beyond measure.
    [[nodiscard]] Node expanded(const Node& query, std::vector<AppliedSynonym>& applied) const;

    /// Words that may be added to one query.
    static constexpr std::size_t most_added = 2000;

private:
    class Reader;
    class Expander;

    /// What a word stands for.
    struct Rule {
        std::vector<std::string> meanings;      ///< as the file writes them, in its order
        std::vector<std::string> meaning_keys;  ///< folded
        std::string place;                      ///< "synonyms.txt:12", the first line that says so
    };

    std::map<std::string, Rule, std::less<>> rules_;  ///< by folded words with single spaces between
    std::size_t most_words_ = 0;                      ///< of a key
};

}  // namespace dateline
