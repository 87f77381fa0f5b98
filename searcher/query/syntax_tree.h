#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/dates.h"
#include "common/fields.h"
#include "searcher/letter_case.h"

namespace dateline {

/// Numbers from..to, both of which count; an end that is missing is open.
struct CountRange {
    std::optional<std::uint64_t> least{};
    std::optional<std::uint64_t> most{};

    bool operator==(const CountRange&) const = default;
};

/// A query as it was understood: a tree, a plain value. Whoever compiles it, prints it or explains it
/// switches over `kind`; a new operator is a new kind.
struct Node {
    enum class Kind : std::uint8_t {
        all,       ///< every article: the empty query, never inside another node
        word,      ///< `text`, as typed; the analyzer may find several words in it (covid-19, Jean-Luc)
        exact,     ///< `text` without stemming
        prefix,    ///< every word that begins with `text`
        similar,   ///< every word that is at most `distance` slips of the finger away from `text`
        cased,     ///< the words of `text` without stemming, side by side, each written as `letters` says
        phrase,    ///< the words of `text`, in this order, next to one another
        value,     ///< the whole value `text` of `field`, which is of kind name or key
        dates,     ///< `field` is of kind date and lies in `days`; `text` is what was typed
        length,    ///< the article has as many words as `count` says; `text` is what was typed
        all_of,    ///< two or more children; those of kind `exclude` take away, one at least does not
        any_of,    ///< two or more children, none of kind `exclude` or `any_of`
        exclude,   ///< one child, which does not only take away; always inside `all_of`
        near,      ///< two or more children, each at most `distance` words from the next, in either order
        adjacent,  ///< two or more children, each at most `distance` words after the one before
        same_sentence,   ///< two or more children, all in one sentence
        same_paragraph,  ///< two or more children, all in one paragraph
        at_least,        ///< one child, which occurs `distance` times or more
    };

    Kind kind = Kind::all;
    /// Where the text is looked for; a leaf without a field is looked for in headline, standfirst and body.
    /// Only leaves have it: `title:(a OR b)` is title:a OR title:b.
    std::optional<FieldId> field{};
    std::string text{};  ///< valid UTF-8, not empty in leaves
    unsigned distance = 0;
    DayRange days{};
    LetterCase letters = LetterCase::any;
    CountRange count{};
    /// Of `near` and its kin, and of `at_least`: leaves of words in one and the same field, or `any_of` such
    /// words.
    std::vector<Node> children{};
    std::size_t begin = 0;  ///< bytes in the typed query that this was understood from
    std::size_t end = 0;

    /// The same meaning: where it was typed does not count, nor how a date was worded.
    bool operator==(const Node& other) const {
        return kind == other.kind && field == other.field && distance == other.distance &&
               days == other.days && letters == other.letters && count == other.count &&
               children == other.children &&
               (kind == Kind::dates || kind == Kind::length || text == other.text);
    }
};

/// True for the kinds that hold `text` to be looked for.
[[nodiscard]] constexpr bool is_leaf(Node::Kind kind) {
    return kind >= Node::Kind::word && kind <= Node::Kind::length;
}

/// True for the kinds whose children stand close together in some way.
[[nodiscard]] constexpr bool is_proximity(Node::Kind kind) {
    return kind >= Node::Kind::near && kind <= Node::Kind::same_paragraph;
}

}  // namespace dateline
