#include "searcher/synonyms.h"

#include <algorithm>
#include <fstream>
#include <span>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "common/error.h"
#include "common/text/fold.h"
#include "common/text/tokens.h"
#include "common/text/trim.h"
#include "searcher/query/characters.h"
#include "searcher/query/tree_rules.h"

namespace dateline {

namespace {

constexpr std::string_view usage = "write words that mean the same as a, b, c, and a => b for one way only";

/// The words of a text as the index has them.
class WordFolder {
public:
    std::vector<std::string> words(std::string_view text) {
        std::vector<std::string> found;
        tokenizer_.start(text);
        Token token;
        while (tokenizer_.next(token)) found.emplace_back(token.word);
        return found;
    }

private:
    Folder folder_;
    Tokenizer tokenizer_{folder_};
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

bool has_space(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const QueryCharacter character = character_at(text, at);
        if (is_query_space(character.value)) return true;
        at += character.length;
    }
    return false;
}

}  // namespace

class Synonyms::Reader {
public:
    Reader(Synonyms& synonyms, const std::string& file) : synonyms_(synonyms), file_(file) {}

    void read(std::string_view text) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
        for (std::size_t number = 1; !text.empty(); ++number) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            place_ = fmt::format("{}:{}", file_, number);
            read_line(trimmed(text.substr(0, end)));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

private:
    using Entries = std::vector<std::string>;

    [[noreturn]] void refuse(std::string message, std::string hint = std::string(usage)) const {
        throw Error(std::move(message), std::move(hint)).at(place_);
    }

    void read_line(std::string_view line) {
        if (line.empty() || line.front() == '#') return;
        check_characters(line);
        std::vector<Entries> sides = sides_of(line);
        if (sides.size() > 2) refuse("there are two arrows in one line");
        if (sides.size() == 1 && sides[0].size() == 1)
            refuse(fmt::format("nothing means the same as '{}'", sides[0][0]));
        const Entries& meanings = sides.back();
        for (const std::string& entry : sides.front()) add(entry, meanings);
    }

    void check_characters(std::string_view line) const {
        for (std::size_t at = 0; at < line.size();) {
            const QueryCharacter character = character_at(line, at);
            if (!character.valid) refuse("the line is not valid UTF-8", "convert the file to UTF-8");
            const bool control = character.value < U' ' && character.value != U'\t';
            if (control || (character.value >= 0x7f && character.value < 0xa0))
                refuse("there is a control character in the line", "leave it out");
            if (is_quotation_mark(character.value))
                refuse("there is a quotation mark in the line",
                       "leave it out: several words between commas are a phrase");
            at += character.length;
        }
    }

    /// The entries on either side of arrows; one list when there is none.
    std::vector<Entries> sides_of(std::string_view line) const {
        std::vector<Entries> sides(1);
        std::string entry;
        for (std::size_t at = 0; at < line.size(); ++at) {
            const bool arrow = line.substr(at).starts_with("=>");
            if (line[at] == '\\' && at + 1 < line.size()) {
                entry += line[++at];
            } else if (line[at] == ',' || arrow) {
                end_entry(entry, sides.back());
                if (!arrow) continue;
                sides.emplace_back();
                ++at;
            } else {
                entry += line[at];
            }
        }
        end_entry(entry, sides.back());
        return sides;
    }

    void end_entry(std::string& entry, Entries& to) const {
        std::string words = fold_spaces(entry);
        entry.clear();
        if (words.empty()) refuse("there is nothing before or behind a comma or an arrow");
        if (!has_word_character(words))
            refuse(fmt::format("there is no word in '{}'", words), "write words, or leave it out");
        if (std::ranges::find(to, words) == to.end()) to.push_back(std::move(words));
    }

    void add(const std::string& entry, const Entries& meanings) {
        const std::vector<std::string> words = folder_.words(entry);
        if (words.empty()) refuse(fmt::format("there is no word in '{}'", entry), "leave it out");
        const std::string key = joined(words);
        Rule& rule = synonyms_.rules_[key];
        if (rule.place.empty()) rule.place = place_;
        synonyms_.most_words_ = std::max(synonyms_.most_words_, words.size());
        // An entry means itself first.
        if (std::ranges::find(meanings, entry) != meanings.end()) add_meaning(rule, entry);
        for (const std::string& meaning : meanings) add_meaning(rule, meaning);
    }

    void add_meaning(Rule& rule, const std::string& meaning) {
        std::string key = joined(folder_.words(meaning));
        if (key.empty()) refuse(fmt::format("there is no word in '{}'", meaning), "leave it out");
        if (std::ranges::find(rule.meaning_keys, key) != rule.meaning_keys.end()) return;
        rule.meanings.push_back(meaning);
        rule.meaning_keys.push_back(std::move(key));
    }

    Synonyms& synonyms_;
    const std::string& file_;
    std::string place_;
    WordFolder folder_;
};

/// Puts alternatives into one query.
class Synonyms::Expander {
public:
    Expander(const Synonyms& synonyms, std::vector<AppliedSynonym>& applied)
        : synonyms_(synonyms), applied_(applied) {}

    Node expand(const Node& node) {
        if (node.kind == Node::Kind::word) return expand_words(std::span(&node, 1));
        if (node.children.empty()) return node;
        std::vector<Node> children;
        for (std::size_t at = 0; at < node.children.size();) {
            const std::size_t words = node.kind == Node::Kind::all_of ? words_at(node.children, at) : 1;
            const auto stretch = std::span(node.children).subspan(at, words);
            children.push_back(words > 1 ? expand_words(stretch) : expand(stretch.front()));
            at += words;
        }
        const bool flat = node.kind == Node::Kind::all_of || node.kind == Node::Kind::any_of;
        if (flat) {
            Node group = dateline::joined(node.kind, std::move(children));
            group.begin = node.begin;
            group.end = node.end;
            return group;
        }
        Node copy = node;
        copy.children = std::move(children);
        return copy;
    }

private:
    /// How many words from there on are one key; 1 when none begins there.
    std::size_t words_at(const std::vector<Node>& nodes, std::size_t first) {
        std::string key;
        std::size_t longest = 1;
        for (std::size_t end = first; end < nodes.size() && end - first < synonyms_.most_words_; ++end) {
            const bool goes_on =
                nodes[end].kind == Node::Kind::word && nodes[end].field == nodes[first].field;
            if (!goes_on) break;
            key += (key.empty() ? "" : " ") + key_of(nodes[end]);
            if (end > first && synonyms_.rules_.contains(key)) longest = end - first + 1;
        }
        return longest;
    }

    std::string key_of(const Node& word) { return joined(folder_.words(word.text)); }

    Node expand_words(std::span<const Node> words) {
        std::string key;
        for (const Node& word : words) key += (key.empty() ? "" : " ") + key_of(word);
        const Node itself = dateline::joined(Node::Kind::all_of, {words.begin(), words.end()});
        const auto found = synonyms_.rules_.find(key);
        if (found == synonyms_.rules_.end()) return itself;
        const Rule& rule = found->second;
        std::vector<Node> alternatives;
        for (std::size_t i = 0; i < rule.meanings.size(); ++i)
            alternatives.push_back(rule.meaning_keys[i] == key ? itself : meaning(rule.meanings[i], words));
        added_ += alternatives.size();
        if (added_ > most_added)
            throw Error(fmt::format("with its synonyms the query would have more than {} words", most_added),
                        "write a shorter query, or go without synonyms by --no-synonyms");
        remember(words, rule);
        Node node = dateline::joined(Node::Kind::any_of, std::move(alternatives));
        node.begin = words.front().begin;
        node.end = words.back().end;
        return node;
    }

    static Node meaning(const std::string& text, std::span<const Node> words) {
        return {.kind = has_space(text) ? Node::Kind::phrase : Node::Kind::word,
                .field = words.front().field,
                .text = text,
                .begin = words.front().begin,
                .end = words.back().end};
    }

    void remember(std::span<const Node> words, const Rule& rule) {
        AppliedSynonym applied{.typed = {}, .meanings = rule.meanings, .rule = rule.place};
        for (const Node& word : words) applied.typed += (applied.typed.empty() ? "" : " ") + word.text;
        const bool known = std::ranges::find(applied_, applied) != applied_.end();
        if (!known) applied_.push_back(std::move(applied));
    }

    const Synonyms& synonyms_;
    std::vector<AppliedSynonym>& applied_;
    WordFolder folder_;
    std::size_t added_ = 0;
};

Synonyms Synonyms::read(std::string_view text, const std::string& file) {
    Synonyms synonyms;
    Reader(synonyms, file).read(text);
    return synonyms;
}

Synonyms Synonyms::read_file(const std::filesystem::path& file) {
    std::error_code status;
    std::ifstream stream(file);
    if (!stream || std::filesystem::is_directory(file, status)) {
        throw Error("cannot read the synonyms",
                    "name another file with --synonyms, or go without by --no-synonyms")
            .at(file.string());
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return read(text.view(), file.string());
}

Node Synonyms::expanded(const Node& query, std::vector<AppliedSynonym>& applied) const {
    return empty() ? query : Expander(*this, applied).expand(query);
}

}  // namespace dateline
