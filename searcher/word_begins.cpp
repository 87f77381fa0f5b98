#include "searcher/word_begins.h"

#include <array>
#include <cstdint>
#include <vector>

namespace dateline {

namespace {

constexpr std::uint8_t between_words = 36;
constexpr std::uint8_t vanishes = 37;  ///< may stand within a word without a trace
constexpr std::uint8_t beyond_ascii = 38;

constexpr std::array<std::uint8_t, 256> kind_of = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte)
        table[byte] = byte < 0x80 ? between_words : beyond_ascii;
    for (std::uint8_t i = 0; i < 26; ++i) table['a' + i] = table['A' + i] = i;
    for (std::uint8_t i = 0; i < 10; ++i) table['0' + i] = static_cast<std::uint8_t>(26 + i);
    for (const char c : {'.', ',', '\'', '&', '+', '#'}) table[static_cast<unsigned char>(c)] = vanishes;
    return table;
}();

/// What a character of general punctuation (three bytes, the first two E2 80) does to words, by its third.
std::uint8_t kind_of_punctuation(unsigned char third) {
    if (third == 0x99) return vanishes;  // the typographic apostrophe
    return third >= 0x90 && third <= 0xA6 ? between_words : beyond_ascii;
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

std::size_t next_space(std::string_view text, std::size_t from) {
    while (from < text.size() && !is_space(text[from])) ++from;
    return from;
}

/// What is certain to have a word in it.
bool is_of_words(char c) {
    return kind_of[static_cast<unsigned char>(c)] < between_words;
}

/// Where some words before that place begin.
std::size_t begin_of_words(std::string_view text, std::size_t from, std::size_t place) {
    std::size_t begin = place;
    bool has_word = false;
    for (std::size_t words = 0; begin > from; --begin) {
        const char before = text[begin - 1];
        has_word = has_word || is_of_words(before);
        if (!is_space(before)) continue;
        if (has_word && words++ == WordBegins::margin) break;
        has_word = false;
    }
    return begin;
}

/// Where some words behind that place end.
std::size_t end_of_words(std::string_view text, std::size_t place) {
    std::size_t end = place;
    bool has_word = false;
    for (std::size_t words = 0; end < text.size(); ++end) {
        has_word = has_word || is_of_words(text[end]);
        if (!is_space(text[end])) continue;
        if (has_word && words++ == WordBegins::margin) break;
        has_word = false;
    }
    return end;
}

}  // namespace

void WordBegins::add(std::string_view folded) {
    std::vector<std::size_t> begin;
    for (const char c : folded) {
        const std::uint8_t kind = kind_of[static_cast<unsigned char>(c)];
        if (kind == beyond_ascii) break;
        if (kind >= between_words) continue;
        begin.push_back(kind);
        if (begin.size() == 3) break;
    }
    // A word that begins beyond ASCII stands in no text that is all of it.
    if (!folded.empty() && kind_of[static_cast<unsigned char>(folded.front())] == beyond_ascii) return;
    if (begin.empty()) return add_all();
    const auto add_three = [&](std::size_t a, std::size_t b, std::size_t c) {
        three_.set((a * kinds + b) * kinds + c);
    };
    if (begin.size() == 3) return add_three(begin[0], begin[1], begin[2]);
    for (std::size_t c = 0; c < kinds; ++c) {
        if (begin.size() == 2) add_three(begin[0], begin[1], c);
        for (std::size_t b = 0; begin.size() == 1 && b < kinds; ++b) add_three(begin[0], b, c);
    }
}

/// Looks through a text for three characters in a row that a wanted word may show as.
class WordBegins::Scan {
public:
    Scan(const WordBegins& begins, std::string_view text, std::size_t from)
        : begins_(begins), text_(text), at_(from) {}

    /// Where the next ones end, or `end` when that is before.
    std::size_t next(std::size_t end) {
        while (at_ < end) {
            const std::size_t here = at_++;
            std::uint8_t kind = kind_of[static_cast<unsigned char>(text_[here])];
            if (kind == beyond_ascii) {
                if (text_.size() - here < 3 || text_.substr(here, 2) != "\xE2\x80") return here;
                kind = kind_of_punctuation(static_cast<unsigned char>(text_[here + 2]));
                if (kind == beyond_ascii) return here;
                at_ += 2;
            }
            if (kind != vanishes && is_begin(kind)) return here;
        }
        // A short word may be the last.
        if (end == text_.size() && end > 0 && (is_begin(between_words) || is_begin(between_words)))
            return end - 1;
        return end;
    }

private:
    bool is_begin(std::uint8_t kind) {
        const std::size_t three = last_two_ * kinds + kind;
        last_two_ = three % (kinds * kinds);
        return begins_.three_[three];
    }

    const WordBegins& begins_;
    std::string_view text_;
    std::size_t at_;
    std::size_t last_two_ = between_words * kinds + between_words;
};

WordBegins::Stretch WordBegins::next(std::string_view text, std::size_t from) const {
    if (all_) return {from, text.size()};
    Scan scan(*this, text, from);
    std::size_t found = scan.next(text.size());
    if (found == text.size()) return {found, found};
    Stretch stretch{begin_of_words(text, from, found), found};
    do {
        stretch.end = end_of_words(text, found);
        // Whatever else is found before the next space reaches no further: a text may be one long word.
        const std::size_t space = next_space(text, found);
        do {
            found = scan.next(stretch.end);
        } while (found < space && found < stretch.end);
    } while (found < stretch.end);
    return stretch;
}

}  // namespace dateline
