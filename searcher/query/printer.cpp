#include "searcher/query/printer.h"

#include "searcher/query/counts.h"
#include "searcher/query/spelling.h"

namespace dateline {

namespace {

using Kind = Node::Kind;

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

std::string print_days(const DayRange& days) {
    const std::string first = days.first ? to_string(*days.first) : std::string();
    if (days.first == days.last) return first;
    return first + ".." + (days.last ? to_string(*days.last) : std::string());
}

std::string print_word(const Node& leaf) {
    const ChunkPlace place = leaf.field ? ChunkPlace::field : ChunkPlace::query;
    const bool read_back = is_plain_word(leaf.text, place) && plain_word(leaf.text) == leaf.text;
    return read_back ? leaf.text : quoted(leaf.text);
}

std::string case_name(LetterCase letters) {
    switch (letters) {
        case LetterCase::all_capitals:
            return "ALLCAPS";
        case LetterCase::no_capitals:
            return "NOCAPS";
        default:
            return "CAPS";
    }
}

/// What stands in the parentheses of CAPS, where operators and fields are looked for.
std::string print_cased(const std::string& text) {
    const bool read_back = is_plain_word(text, ChunkPlace::query) && plain_word(text) == text &&
                           is_bare_value(text, FieldKind::key);
    return read_back ? text : quoted(text);
}

std::string print_leaf(const Node& leaf) {
    const std::string label = leaf.field ? std::string(field(*leaf.field).name) + ':' : std::string();
    switch (leaf.kind) {
        case Kind::word:
            return label + print_word(leaf);
        case Kind::exact:
            return label + '=' + leaf.text;
        case Kind::prefix:
            return label + leaf.text + '*';
        case Kind::similar:
            return label + leaf.text + '~' + std::to_string(leaf.distance);
        case Kind::cased:
            return label + case_name(leaf.letters) + '(' + print_cased(leaf.text) + ')';
        case Kind::length:
            return "words:" + print_counts(leaf.count);
        case Kind::dates:
            return label + print_days(leaf.days);
        case Kind::value:
            return label +
                   (is_bare_value(leaf.text, field(*leaf.field).kind) ? leaf.text : quoted(leaf.text));
        default:
            return label + quoted(leaf.text);
    }
}

/// True when `child` binds less tightly than its parent and needs parentheses in it.
bool needs_parentheses(const Node& child, Kind parent) {
    if (parent == Kind::exclude) return !is_leaf(child.kind) && child.kind != Kind::at_least;
    if (is_proximity(parent) || parent == Kind::at_least) return !is_leaf(child.kind);
    return parent == Kind::all_of && child.kind == Kind::any_of;
}

std::string print_within(const Node& child, Kind parent) {
    const std::string print = print_query(child);
    return needs_parentheses(child, parent) ? '(' + print + ')' : print;
}

std::string separator_of(const Node& node) {
    switch (node.kind) {
        case Kind::any_of:
            return " OR ";
        case Kind::near:
            return " NEAR/" + std::to_string(node.distance) + ' ';
        case Kind::adjacent:
            return " ADJ/" + std::to_string(node.distance) + ' ';
        case Kind::same_sentence:
            return " /s ";
        case Kind::same_paragraph:
            return " /p ";
        default:
            return " ";
    }
}

}  // namespace

std::string print_query(const Node& query) {
    if (query.kind == Kind::all) return {};
    if (is_leaf(query.kind)) return print_leaf(query);
    if (query.kind == Kind::exclude) return '-' + print_within(query.children.front(), Kind::exclude);
    if (query.kind == Kind::at_least) {
        return "ATLEAST/" + std::to_string(query.distance) + ' ' +
               print_within(query.children.front(), Kind::at_least);
    }
    const std::string separator = separator_of(query);
    std::string print;
    for (const Node& child : query.children) {
        if (!print.empty()) print += separator;
        print += print_within(child, query.kind);
    }
    return print;
}

}  // namespace dateline
