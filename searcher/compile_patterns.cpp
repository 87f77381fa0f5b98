// The parts of a query of which the places of words decide, as patterns of such places.

#include <utility>

#include "searcher/compile.h"

namespace dateline {

namespace {

PositionPattern::Kind pattern_kind(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::near:
            return PositionPattern::Kind::near;
        case Node::Kind::adjacent:
            return PositionPattern::Kind::adjacent;
        case Node::Kind::same_sentence:
            return PositionPattern::Kind::same_sentence;
        case Node::Kind::same_paragraph:
            return PositionPattern::Kind::same_paragraph;
        default:
            return PositionPattern::Kind::any_of;
    }
}

}  // namespace

PositionPattern QueryCompiler::pattern_of(const Node& node) {
    switch (node.kind) {
        case Node::Kind::prefix:
            return any_word_pattern(beginning(node));
        case Node::Kind::similar:
            return any_word_pattern(similar(node));
        case Node::Kind::cased: {
            PositionPattern pattern = sequence_pattern(words_.analyze(node.text).sequence);
            for (PositionPattern& word : pattern.children) word.letters = node.letters;
            return pattern;
        }
        case Node::Kind::near:
        case Node::Kind::adjacent:
        case Node::Kind::same_sentence:
        case Node::Kind::same_paragraph:
        case Node::Kind::any_of: {
            PositionPattern pattern;
            pattern.kind = pattern_kind(node.kind);
            pattern.distance = node.distance;
            for (const Node& child : node.children) pattern.children.push_back(pattern_of(child));
            return pattern;
        }
        default:
            break;
    }
    const AnalyzedText text = words_.analyze(node.text);
    if (node.kind == Node::Kind::exact) return exact_pattern(text);
    const bool stemmed = node.kind == Node::Kind::word && text.sequence.size() == 1;
    return stemmed ? any_word_pattern(words_.forms_of(text.sequence.front()))
                   : sequence_pattern(text.sequence);
}

}  // namespace dateline
