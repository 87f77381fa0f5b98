#include <utility>

#include "searcher/query/characters.h"
#include "searcher/query/parser.h"
#include "searcher/query/spelling.h"

namespace dateline {

namespace {

bool parts_words(const QueryCharacter& character) {
    return !character.valid || is_query_space(character.value) || is_quotation_mark(character.value) ||
           character.value < U' ' || (character.value >= 0x7f && character.value < 0xa0);
}

}  // namespace

Node parse_plain_words(std::string_view text) {
    Node query{.kind = Node::Kind::all_of, .end = text.size()};
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        QueryCharacter character = character_at(text, at);
        while (!parts_words(character)) {
            at += character.length;
            if (at == text.size()) break;
            character = character_at(text, at);
        }
        const std::string_view chunk = text.substr(begin, at - begin);
        if (at < text.size()) at += character.length;
        if (!has_word_character(chunk)) continue;
        words += count_words(chunk);
        if (words > most_query_words) break;
        query.children.push_back({.kind = Node::Kind::word,
                                  .text = std::string(without_punctuation(chunk)),
                                  .begin = begin,
                                  .end = begin + chunk.size()});
    }
    if (query.children.empty()) return {.kind = Node::Kind::all, .end = text.size()};
    if (query.children.size() == 1) return Node(std::move(query.children.front()));
    return query;
}

}  // namespace dateline
