#include "searcher/query/parser.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"
#include "common/typed_dates.h"
#include "searcher/query/characters.h"
#include "searcher/query/lexer.h"
#include "searcher/query/tree_rules.h"

namespace dateline {

namespace {

using Token = QueryToken;

/// The kind of node that an operator between words makes.
std::optional<Node::Kind> proximity_of(Token::Kind kind) {
    switch (kind) {
        case Token::Kind::near:
            return Node::Kind::near;
        case Token::Kind::adjacent:
            return Node::Kind::adjacent;
        case Token::Kind::sentence:
            return Node::Kind::same_sentence;
        case Token::Kind::paragraph:
            return Node::Kind::same_paragraph;
        default:
            return std::nullopt;
    }
}

class Parser {
public:
    Parser(std::string_view query, Day today) : query_(query), today_(today), tokens_(cut_query(query)) {}

    Node run() {
        if (next().kind == Token::Kind::end) return nothing_typed();
        Node tree = read_alternatives();
        if (next().kind == Token::Kind::close)
            refuse(next().begin, "this parenthesis closes nothing", "leave it out, or open one before it");
        check_finds_something(tree, query_);
        return tree;
    }

private:
    const Token& next() const { return tokens_[at_]; }

    Token take() { return std::move(tokens_[at_++]); }

    bool accept(Token::Kind kind) {
        if (next().kind != kind) return false;
        ++at_;
        return true;
    }

    [[noreturn]] void refuse(std::size_t offset, std::string message, std::string hint) const {
        refuse_query(query_, offset, std::move(message), std::move(hint));
    }

    Node nothing_typed() const {
        for (std::size_t at = 0; at < query_.size();) {
            const QueryCharacter character = character_at(query_, at);
            if (!is_query_space(character.value))
                refuse(at, "there is nothing to search for", "type a word, with a letter or a number in it");
            at += character.length;
        }
        return {.kind = Node::Kind::all, .end = query_.size()};
    }

    /// The token at hand cannot begin an operand: says so in the words that fit what stands before it.
    [[noreturn]] void refuse_missing_operand() const {
        const Token& found = next();
        const bool at_start = at_ == 0;
        const bool stops = found.kind == Token::Kind::end || found.kind == Token::Kind::close;
        const bool is_prefix = stops && !at_start &&
                               (tokens_[at_ - 1].kind == Token::Kind::at_least ||
                                tokens_[at_ - 1].kind == Token::Kind::negation);
        const std::string hint = is_prefix
                                     ? "put a word behind it, as in " + spelled(tokens_[at_ - 1]) +
                                           " ceasefire, or quote it to find it as a word"
                                     : "put a word on either side of it, or quote it to find it as a word";
        if (!at_start && tokens_[at_ - 1].kind == Token::Kind::open && stops) {
            const Token& open = tokens_[at_ - 1];
            if (found.kind == Token::Kind::end)
                refuse(open.begin, "this parenthesis is never closed", "close it, or leave it out");
            refuse(open.begin, "there is nothing between the parentheses", "put words in, or leave them out");
        }
        if (found.kind == Token::Kind::close && at_start)
            refuse(found.begin, "this parenthesis closes nothing", "leave it out, or open one before it");
        const bool opens = at_start || tokens_[at_ - 1].kind == Token::Kind::open;
        if (opens) refuse(found.begin, "nothing stands before " + spelled(found), hint);
        const Token& before = tokens_[at_ - 1];
        if (stops) refuse(before.begin, "nothing follows " + spelled(before), hint);
        refuse(found.begin, spelled(found) + " cannot follow " + spelled(before), hint);
    }

    std::string spelled(const Token& token) const {
        return std::string(query_.substr(token.begin, token.end - token.begin));
    }

    Node read_alternatives() {
        std::vector<Node> parts;
        parts.push_back(read_conjunction());
        while (accept(Token::Kind::disjunction)) parts.push_back(read_conjunction());
        return joined(Node::Kind::any_of, std::move(parts));
    }

    Node read_conjunction() {
        std::vector<Node> parts;
        parts.push_back(read_proximity());
        while (true) {
            const Token::Kind kind = next().kind;
            if (kind == Token::Kind::end || kind == Token::Kind::close || kind == Token::Kind::disjunction)
                break;
            accept(Token::Kind::conjunction);
            parts.push_back(read_proximity());
        }
        return joined(Node::Kind::all_of, std::move(parts));
    }

    Node read_proximity() {
        Node left = read_negation();
        const auto kind = proximity_of(next().kind);
        if (!kind) return left;
        const Token first = next();
        Node chain{.kind = *kind, .distance = first.distance};
        chain.children.push_back(std::move(left));
        while (proximity_of(next().kind)) {
            if (next().kind != first.kind || next().distance != first.distance)
                refuse(next().begin, spelled(first) + " and " + spelled(next()) + " stand in one row",
                       "write (a " + spelled(first) + " b) AND (b " + spelled(next()) + " c)");
            refuse_loose_distance();
            ++at_;
            chain.children.push_back(read_negation());
        }
        chain.begin = chain.children.front().begin;
        chain.end = chain.children.back().end;
        check_proximity(chain, query_);
        return chain;
    }

    /// a NEAR 5 b: who types it means a distance, and would get the number 5 near a.
    void refuse_loose_distance() const {
        const Token& operation = next();
        const bool has_distance = operation.text.find('/') != std::string::npos;
        if (has_distance || at_ + 2 >= tokens_.size()) return;
        const Token& number = tokens_[at_ + 1];
        const Token::Kind behind = tokens_[at_ + 2].kind;
        const bool is_number = number.kind == Token::Kind::word && number.text.size() <= 3 &&
                               number.text.find_first_not_of("0123456789") == std::string::npos;
        if (!is_number || (behind != Token::Kind::word && behind != Token::Kind::quoted)) return;
        refuse(number.begin, "a number stands behind " + operation.text,
               "write " + operation.text + '/' + number.text + ", or quote the number to find it");
    }

    Node read_negation() {
        const std::size_t begin = next().begin;
        if (!accept(Token::Kind::minus) && !accept(Token::Kind::negation)) return read_operand();
        if (next().kind == Token::Kind::minus || next().kind == Token::Kind::negation)
            refuse(next().begin, "two negations follow one another", "one is enough to leave a word out");
        Node excluded{.kind = Node::Kind::exclude, .begin = begin};
        excluded.children.push_back(read_operand());
        excluded.end = excluded.children.back().end;
        return excluded;
    }

    Node read_operand() {
        switch (next().kind) {
            case Token::Kind::open:
                return read_parentheses();
            case Token::Kind::field:
                return read_field();
            case Token::Kind::word:
                return leaf(Node::Kind::word);
            case Token::Kind::exact:
                return leaf(Node::Kind::exact);
            case Token::Kind::prefix:
                return leaf(Node::Kind::prefix);
            case Token::Kind::similar:
                return leaf(Node::Kind::similar);
            case Token::Kind::quoted:
                return leaf(Node::Kind::phrase);
            case Token::Kind::letters:
                return read_cased();
            case Token::Kind::length:
                return read_length();
            case Token::Kind::at_least:
                return read_at_least();
            default:
                refuse_missing_operand();
        }
    }

    Node read_parentheses() {
        const Token open = take();
        if (++depth_ > deepest_query)
            refuse(open.begin, "there are too many parentheses in one another",
                   "at most " + std::to_string(deepest_query) + " are read");
        Node inside = read_alternatives();
        if (next().kind != Token::Kind::close)
            refuse(open.begin, "this parenthesis is never closed", "close it, or leave it out");
        --depth_;
        inside.begin = open.begin;
        inside.end = take().end;
        return inside;
    }

    /// CAPS(word)
    Node read_cased() {
        const Token operation = take();
        const Token open = take();
        const std::string hint = "write " + operation.text + "(turkey)";
        const Token::Kind kind = next().kind;
        if (kind != Token::Kind::word && kind != Token::Kind::quoted)
            refuse(kind == Token::Kind::end ? open.begin : next().begin,
                   operation.text + " takes one word or quoted words", hint);
        Node word = leaf(Node::Kind::cased);
        if (next().kind == Token::Kind::end)
            refuse(open.begin, "this parenthesis is never closed", "close it, or leave it out");
        if (next().kind != Token::Kind::close)
            refuse(next().begin, operation.text + " takes one word or quoted words", hint);
        word.letters = operation.letters;
        word.begin = operation.begin;
        word.end = take().end;
        return word;
    }

    /// words:>800
    Node read_length() {
        const Token token = take();
        if (group_ != nullptr)
            refuse(token.begin,
                   "the number of words stands inside the parentheses of " + std::string(group_->name) + ":",
                   "write " + std::string(group_->name) + ":a " + spelled(token) + " side by side");
        count(token.text, token.begin);
        return {.kind = Node::Kind::length,
                .text = token.text,
                .count = token.count,
                .begin = token.begin,
                .end = token.end};
    }

    /// ATLEAST/5 word
    Node read_at_least() {
        const Token operation = take();
        Node counted{.kind = Node::Kind::at_least, .distance = operation.distance, .begin = operation.begin};
        if (next().kind == Token::Kind::minus || next().kind == Token::Kind::negation)
            refuse(next().begin, spelled(next()) + " cannot follow " + spelled(operation),
                   "write -ATLEAST/5 word to leave articles out");
        if (next().kind == Token::Kind::at_least)
            refuse(next().begin, spelled(next()) + " cannot follow " + spelled(operation), "one is enough");
        counted.children.push_back(read_operand());
        counted.end = counted.children.back().end;
        check_counted(counted, query_);
        return counted;
    }

    Node read_field() {
        const Token name = take();
        const Field& field = *name.field;
        if (group_ != nullptr)
            refuse(
                name.begin, "a field stands inside the parentheses of " + std::string(group_->name) + ":",
                "write " + std::string(group_->name) + ":a " + std::string(field.name) + ":b side by side");
        Node read = next().kind == Token::Kind::open ? read_field_group(name) : read_field_value(field);
        read.begin = name.begin;
        return read;
    }

    Node read_field_group(const Token& name) {
        if (name.field->kind != FieldKind::text)
            refuse(next().begin, "parentheses work in fields of words only",
                   "write (" + spelled(name) + "a OR " + spelled(name) + "b)");
        group_ = name.field;
        Node group = read_parentheses();
        group_ = nullptr;
        return group;
    }

    Node read_field_value(const Field& field) {
        if (field.kind == FieldKind::date) return read_dates(field);
        if (field.kind != FieldKind::text) {
            Node value = leaf(Node::Kind::value);
            value.field = field.id;
            return value;
        }
        group_ = &field;
        Node word = read_operand();
        group_ = nullptr;
        return word;
    }

    Node read_dates(const Field& field) {
        const bool is_quoted = next().kind == Token::Kind::quoted;
        const Token value = take();
        const std::size_t mark = is_quoted ? character_at(query_, value.begin).length : 0;
        count(value.text, value.begin);
        try {
            return {.kind = Node::Kind::dates,
                    .field = field.id,
                    .text = fold_spaces(value.text),
                    .days = parse_date_range(value.text, today_),
                    .begin = value.begin,
                    .end = value.end};
        } catch (const Error& error) {
            std::string hint = error.hint();
            if (!is_quoted)
                hint +=
                    "; quote a date of several words, as in " + std::string(field.name) + ":\"24 Jan 2026\"";
            refuse(value.begin + mark + error.offset(), error.message(), std::move(hint));
        }
    }

    /// The token at hand as a leaf, in the field whose parentheses it stands in.
    Node leaf(Node::Kind kind) {
        const Token token = take();
        count(token.text, token.begin);
        Node made{.kind = kind, .text = token.text, .begin = token.begin, .end = token.end};
        if (kind == Node::Kind::similar) made.distance = token.distance;
        if (group_ != nullptr) made.field = group_->id;
        const bool as_typed = token.field != nullptr && token.field->kind == FieldKind::key;
        if (token.kind == Token::Kind::quoted && !as_typed) made.text = fold_spaces(token.text);
        return made;
    }

    void count(std::string_view text, std::size_t begin) {
        words_ += std::max<std::size_t>(count_words(text), 1);
        if (words_ > most_query_words)
            refuse(begin, "there are too many words in the query",
                   "at most " + std::to_string(most_query_words) + " are read");
    }

    std::string_view query_;
    Day today_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t words_ = 0;
    const Field* group_ = nullptr;  ///< the field of the parentheses or the value being read
};

}  // namespace

Node parse_query(std::string_view query, Day today) {
    if (query.size() > longest_query)
        throw Error("the query is too long: " + std::to_string(query.size()) + " bytes",
                    "at most " + std::to_string(longest_query) + " are read");
    return Parser(query, today).run();
}

}  // namespace dateline
