#include "indexer/language/guess.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "common/text/characters.h"
#include "common/text/grammar_words.h"

namespace dateline {

namespace {

/// A text of fewer words is too short. Chosen with the others by tests/eval/languages.py.
constexpr std::size_t fewest_words = 20;

/// So much of a text must be words of its language's grammar; less where endings do what elsewhere such words
/// do.
constexpr double least_share = 0.2;
constexpr double least_share_with_endings = 0.12;
constexpr std::string_view with_endings = "fi hu tr pl cs sk hr ru uk bg";

/// So much more of its language must be in a text than of any other: words that several languages have count
/// for each of them as a fraction.
constexpr double least_lead = 1.2;

/// How many words of grammar must differ from one another: a table repeats one or two.
constexpr std::ptrdiff_t fewest_different = 6;
constexpr std::size_t most_remembered = 24;

/// Letters in a row that are looked at: no word of grammar is longer.
constexpr std::size_t longest_grammar_word = 24;

constexpr std::size_t most_languages = 32;

/// A word of grammar and who has it.
struct Entry {
    std::string_view word;
    std::uint32_t languages = 0;  ///< a bit each, in the order of `grammar_words`
    std::uint8_t number = 0;      ///< of these languages
};

constexpr std::size_t table_size = 8192;  // a power of two, and some four times the words

constexpr std::uint32_t hash_of(std::string_view word) {
    std::uint32_t hash = 2'166'136'261U;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    return hash ^ hash >> 15U;
}

/// All words of grammar by their hash: one probe or two a word of text.
class GrammarTable {
public:
    GrammarTable() : entries_(table_size) {
        std::uint32_t language = 1;
        for (const GrammarWords& list : grammar_words()) {
            for (std::string_view rest = list.words; !rest.empty();) {
                const std::size_t end = std::min(rest.find(' '), rest.size());
                Entry& entry = entries_[place_of(rest.substr(0, end))];
                entry.word = rest.substr(0, end);
                if (!(entry.languages & language)) ++entry.number;
                entry.languages |= language;
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
            language <<= 1U;
        }
    }

    [[nodiscard]] const Entry& find(std::string_view word) const { return entries_[place_of(word)]; }

private:
    [[nodiscard]] std::size_t place_of(std::string_view word) const {
        std::size_t place = hash_of(word) % table_size;
        while (!entries_[place].word.empty() && entries_[place].word != word)
            place = (place + 1) % table_size;
        return place;
    }

    std::vector<Entry> entries_;
};

/// What is counted of a text.
struct Counts {
    std::size_t words = 0;
    std::array<const Entry*, most_remembered> grammar{};  ///< its first words of grammar, each once
    std::size_t remembered = 0;                           ///< of these
    std::array<std::uint32_t, most_languages> hits{};
    std::array<double, most_languages> scores{};
};

/// Appends the letter at `at` in lower case, where it is one that a word of grammar may have; false at what
/// is no letter. Leaves `at` behind it.
bool append_letter(std::string_view text, std::size_t& at, std::array<char, longest_grammar_word>& word,
                   std::size_t& length) {
    const auto put = [&](unsigned byte) {
        if (length < word.size()) word[length] = static_cast<char>(byte);
        ++length;
    };
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
        ++at;
        const unsigned lower = byte | 0x20U;
        if (lower < 'a' || lower > 'z') return false;
        put(lower);
        return true;
    }
    const std::size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    const unsigned second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
    const bool is_punctuation = byte == 0xC2 || (byte == 0xE2 && (second == 0x80 || second == 0x84));
    std::size_t begin = at;
    at = std::min(at + size, text.size());
    if (is_punctuation) return false;
    // Capitals of Latin-1 and Cyrillic; others begin no word of grammar that counts.
    if (byte == 0xC3 && second >= 0x80 && second <= 0x9E) {
        put(byte);
        put(second + 0x20);
    } else if (byte == 0xD0 && second >= 0x90 && second <= 0x9F) {
        put(byte);
        put(second + 0x20);
    } else if (byte == 0xD0 && second >= 0xA0 && second <= 0xAF) {
        put(0xD1);
        put(second - 0x20);
    } else if (byte == 0xD0 && second >= 0x80 && second <= 0x8F) {
        put(0xD1);
        put(second + 0x10);
    } else {
        for (; begin < at; ++begin) put(static_cast<unsigned char>(text[begin]));
    }
    return true;
}

void remember(const Entry& entry, Counts& counts) {
    if (counts.remembered == most_remembered) return;
    const auto end = counts.grammar.begin() + static_cast<std::ptrdiff_t>(counts.remembered);
    if (std::find(counts.grammar.begin(), end, &entry) == end) counts.grammar[counts.remembered++] = &entry;
}

Counts count(std::string_view text) {
    static const GrammarTable table;
    Counts counts;
    std::array<char, longest_grammar_word> word{};
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 0;
        while (at < text.size() && append_letter(text, at, word, length)) {
        }
        if (length == 0) continue;
        ++counts.words;
        if (length > word.size()) continue;
        const Entry& entry = table.find({word.data(), length});
        if (entry.number == 0) continue;
        remember(entry, counts);
        const double score = 1.0 / entry.number;
        for (std::uint32_t rest = entry.languages; rest != 0; rest &= rest - 1) {
            const auto language = static_cast<std::size_t>(__builtin_ctz(rest));
            ++counts.hits[language];
            counts.scores[language] += score;
        }
    }
    return counts;
}

}  // namespace

std::string_view guess_language(std::string_view text) {
    const Counts counts = count(text.substr(0, most_looked_at));
    if (counts.words < fewest_words) return {};
    const auto best = std::ranges::max_element(counts.scores);
    const auto language = static_cast<std::size_t>(best - counts.scores.begin());
    double second = 0;
    for (std::size_t i = 0; i < most_languages; ++i)
        if (i != language) second = std::max(second, counts.scores[i]);
    if (*best < least_lead * second) return {};
    const auto different = std::count_if(
        counts.grammar.begin(), counts.grammar.begin() + static_cast<std::ptrdiff_t>(counts.remembered),
        [&](const Entry* entry) { return (entry->languages >> language & 1U) != 0; });
    if (different < fewest_different) return {};
    const std::string_view code = grammar_words()[language].language;
    const bool has_endings = with_endings.find(code) != std::string_view::npos;
    const double share = has_endings ? least_share_with_endings : least_share;
    if (counts.hits[language] < share * static_cast<double>(counts.words)) return {};
    return code;
}

void add_guessed_language(Article& article) {
    if (!article.language.empty()) return;
    std::string text = article.lede;
    for (const std::string& paragraph : article.body) {
        if (text.size() >= most_looked_at) break;
        text += ' ';
        text.append(paragraph, 0, most_looked_at);
    }
    if (text.size() < most_looked_at) text += ' ' + article.title;
    article.language = guess_language(text);
    article.language_guessed = !article.language.empty();
}

void take_back_guessed_language(Article& article) {
    if (!article.language_guessed) return;
    article.language.clear();
    article.language_guessed = false;
}

}  // namespace dateline
