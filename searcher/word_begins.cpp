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

bool WordBegins::may_stand_in(std::string_view text) const {
    if (all_) return true;
    std::size_t last_two = between_words * kinds + between_words;
    const auto is_begin = [&](std::uint8_t kind) {
        const std::size_t three = last_two * kinds + kind;
        last_two = three % (kinds * kinds);
        return three_[three];
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::uint8_t kind = kind_of[static_cast<unsigned char>(text[i])];
        if (kind == beyond_ascii) {
            if (text.size() - i < 3 || text.substr(i, 2) != "\xE2\x80") return true;
            kind = kind_of_punctuation(static_cast<unsigned char>(text[i + 2]));
            if (kind == beyond_ascii) return true;
            i += 2;
        }
        if (kind != vanishes && is_begin(kind)) return true;
    }
    return is_begin(between_words) || is_begin(between_words);
}

}  // namespace dateline
