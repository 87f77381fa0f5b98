#include "indexer/entities/tokenizer.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/entities/abbreviations.h"
#include "indexer/entities/characters.h"

namespace dateline::entities {
namespace {

/// Longer runs without a blank are no words; they are looked at piece by piece.
constexpr std::size_t longest_word = 100;

class Cutter {
public:
    Cutter(std::string_view text, std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

    void run() {
        while (at_ < text_.size()) {
            const Character character = character_at(text_, at_);
            if (character.kind == CharClass::blank) {
                at_ += character.bytes;
            } else if (is_word(character.kind)) {
                word(character);
            } else {
                symbol(character);
            }
        }
    }

private:
    [[nodiscard]] Character peek(std::size_t at) const {
        return at < text_.size() ? character_at(text_, at) : Character{U' ', 0, CharClass::blank};
    }

    void add(std::size_t begin, std::size_t end) {
        tokens_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }

    /// "http://…", "www.…" reach to the next blank, less the marks that close a sentence.
    bool web_address() {
        const std::string_view rest = text_.substr(at_);
        const auto begins = [&](std::string_view with) {
            if (rest.size() < with.size()) return false;
            return std::ranges::equal(rest.substr(0, with.size()), with, [](char a, char b) {
                return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
            });
        };
        if (!begins("http://") && !begins("https://") && !begins("www.")) return false;
        std::size_t end = 0;
        while (end < rest.size() && static_cast<unsigned char>(rest[end]) > ' ' && rest[end] != '"' &&
               rest[end] != '<' && rest[end] != '>' && static_cast<unsigned char>(rest[end]) < 0x80) {
            ++end;
        }
        while (end > 0 && std::string_view(".,;:!?)]}'").find(rest[end - 1]) != std::string_view::npos) --end;
        add(at_, at_ + end);
        at_ += end;
        return true;
    }

    /// Whether the mark at `at`, between `before` and what follows it, is part of the word.
    [[nodiscard]] bool joins(const Character& before, const Character& mark, std::size_t at) const {
        const Character after = peek(at + mark.bytes);
        if (!is_word(after.kind)) return false;
        const bool digits = before.kind == CharClass::digit && after.kind == CharClass::digit;
        if (mark.code == U'.') {
            if (digits) return true;
            // "amazon.com", "U.S"; but "end.Next" are two sentences that lost their blank.
            return after.kind != CharClass::upper || before.kind == CharClass::upper;
        }
        if (mark.code == U',' || mark.code == U':') return digits;
        if (mark.code == U'&') return before.kind == CharClass::upper && after.kind == CharClass::upper;
        if (mark.code == U'_' || mark.code == U'@') return true;
        return is_apostrophe(mark.code) && is_letter(before.kind) && is_letter(after.kind);
    }

    void word(Character character) {
        if ((character.code == U'h' || character.code == U'w' || character.code == U'H' ||
             character.code == U'W') &&
            web_address()) {
            return;
        }
        const std::size_t begin = at_;
        Character before = character;
        std::size_t apostrophe = begin;  // of a clitic that may end the word
        while (at_ < text_.size() && at_ - begin < longest_word) {
            character = character_at(text_, at_);
            if (!is_word(character.kind)) {
                if (!joins(before, character, at_)) break;
                if (is_apostrophe(character.code)) apostrophe = at_;
            }
            if (character.kind != CharClass::mark) before = character;
            at_ += character.bytes;
        }
        if (apostrophe > begin && split_clitic(begin, apostrophe)) return;
        full_stop(begin);
        add(begin, at_);
    }

    /// "Putin's" is two tokens, "O'Neill" one, "don't" two: "do" and "n't".
    bool split_clitic(std::size_t begin, std::size_t apostrophe) {
        const std::size_t mark = character_at(text_, apostrophe).bytes;
        const std::string_view tail = text_.substr(apostrophe + mark, at_ - apostrophe - mark);
        constexpr std::array<std::string_view, 10> clitics{"s", "S", "re", "ve", "ll",
                                                           "d", "m", "RE", "VE", "LL"};
        if (std::ranges::find(clitics, tail) != clitics.end()) {
            add(begin, apostrophe);
            add(apostrophe, at_);
            return true;
        }
        if ((tail != "t" && tail != "T") || apostrophe < begin + 2) return false;
        const char n = text_[apostrophe - 1];
        if (n != 'n' && n != 'N') return false;
        add(begin, apostrophe - 1);
        add(apostrophe - 1, at_);
        return true;
    }

    /// Takes the stop after an abbreviation into the word.
    void full_stop(std::size_t begin) {
        if (at_ >= text_.size() || text_[at_] != '.' || at_ - begin > 8) return;
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '.') return;  // "Co..." is no abbreviation
        if (is_abbreviation(text_.substr(begin, at_ - begin))) ++at_;
    }

    void symbol(const Character& character) {
        const std::size_t begin = at_;
        at_ += character.bytes;
        if (is_apostrophe(character.code) && clitic_alone(begin)) return;
        // "...", "--", "''": a run of one mark is one token.
        const bool runs = character.code == U'.' || character.code == U'-' || character.code == U'\'' ||
                          character.code == U'`';
        while (runs && at_ < text_.size() && at_ - begin < longest_word && text_[at_] == text_[begin]) ++at_;
        add(begin, at_);
    }

    /// "'s" that does not touch a word, as in texts that are cut into tokens already.
    bool clitic_alone(std::size_t begin) {
        if (begin > 0 && peek(begin - 1).kind != CharClass::blank) return false;
        for (const std::string_view tail : {"s", "re", "ve", "ll", "d", "m"}) {
            if (text_.substr(at_, tail.size()) != tail || is_word(peek(at_ + tail.size()).kind)) continue;
            at_ += tail.size();
            add(begin, at_);
            return true;
        }
        return false;
    }

    std::string_view text_;
    std::vector<Token>& tokens_;
    std::size_t at_ = 0;
};

bool closes_quote(std::string_view token) {
    constexpr std::array<std::string_view, 9> closers{"\"", "'", "''", ")", "]", "”", "’", "»", "}"};
    return std::ranges::find(closers, token) != closers.end();
}

bool opens_quote(std::string_view token) {
    constexpr std::array<std::string_view, 9> openers{"\"", "'", "``", "(", "[", "“", "‘", "«", "-"};
    return std::ranges::find(openers, token) != openers.end();
}

/// Finds the ends of sentences in the tokens of one text.
class Splitter {
public:
    Splitter(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

    /// Whether a sentence ends with the token at `i`; closing quotes after it are the caller's to add.
    [[nodiscard]] bool ends_at(std::size_t i) {
        const std::string_view token = word(i);
        if (token == "!" || token == "?" || token == "…" || token == "...") return next_begins(i, false);
        if (token == ".") return next_begins(i, false);
        if (token.size() < 2 || token.back() != '.') return false;
        fold_word(token.substr(0, token.size() - 1), folded_);
        if (abbreviation(folded_) != Abbreviation::anywhere) return false;
        if (folded_.size() == 1) return false;  // an initial
        return next_begins(i, true);
    }

    [[nodiscard]] std::string_view word(std::size_t i) const {
        return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    }

private:
    /// Whether what follows looks like the begin of a sentence; `doubtful` wants a word that is one.
    bool next_begins(std::size_t i, bool doubtful) {
        std::size_t next = i + 1;
        while (next < tokens_.size() && closes_quote(word(next)) &&
               tokens_[next].begin == tokens_[next - 1].end)
            ++next;
        if (next >= tokens_.size()) return true;
        if (tokens_[next].begin == tokens_[next - 1].end && next == i + 1) return false;
        if (opens_quote(word(next)) && next + 1 < tokens_.size()) {
            if (!doubtful) return true;
            ++next;
        }
        const Character first = character_at(text_, tokens_[next].begin);
        if (first.kind == CharClass::lower) return false;
        if (!doubtful) return true;
        fold_word(word(next), folded_);
        return starts_sentences(folded_);
    }

    std::string_view text_;
    const std::vector<Token>& tokens_;
    std::string folded_;
};

}  // namespace

void tokenize(std::string_view text, std::vector<Token>& tokens) {
    tokens.clear();
    Cutter(text, tokens).run();
}

void split_sentences(std::string_view text, const std::vector<Token>& tokens,
                     std::vector<Sentence>& sentences) {
    sentences.clear();
    Splitter splitter(text, tokens);
    std::uint32_t first = 0;
    const auto count = static_cast<std::uint32_t>(tokens.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool ends = splitter.ends_at(i);
        if (!ends && i + 1 - first < longest_sentence) continue;
        while (ends && i + 1 < count && i + 1 - first < longest_sentence &&
               closes_quote(splitter.word(i + 1)) && tokens[i + 1].begin == tokens[i].end) {
            ++i;
        }
        sentences.push_back({first, i + 1});
        first = i + 1;
    }
    if (first < count) sentences.push_back({first, count});
}

bool is_abbreviation(std::string_view word) {
    if (!word.empty() && word.back() == '.') word.remove_suffix(1);
    std::string folded;
    fold_word(word, folded);
    return abbreviation(folded) != Abbreviation::none;
}

}  // namespace dateline::entities
