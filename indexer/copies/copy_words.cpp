#include "indexer/copies/copy_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "common/hash.h"

namespace dateline {

namespace {

constexpr std::uint32_t number_mark = 0x8000'0000U;

/// Longer than any word that tells texts apart by its end.
constexpr std::size_t most_letters = 32;

/// Words that say little, and those that one house writes and another leaves out or writes as a sign: units
/// of money and number, titles of persons. In order.
constexpr std::array<std::string_view, 112> passed_over{
    "a",    "about",   "after",   "all",    "also",    "an",       "and",    "are",     "as",    "at",
    "be",   "been",    "billion", "bln",    "bn",      "but",      "by",     "cent",    "cents", "ct",
    "cts",  "dlr",     "dlrs",    "dollar", "dollars", "dr",       "eur",    "euro",    "euros", "for",
    "from", "gbp",     "had",     "has",    "have",    "he",       "her",    "his",     "if",    "in",
    "into", "is",      "it",      "its",    "lady",    "lord",     "m",      "million", "mln",   "mn",
    "mr",   "mrs",     "ms",      "no",     "not",     "of",       "on",     "one",     "or",    "out",
    "over", "pc",      "pct",     "per",    "percent", "pound",    "pounds", "prof",    "s",     "said",
    "say",  "saying",  "says",    "she",    "sir",     "so",       "some",   "stg",     "such",  "than",
    "that", "the",     "their",   "them",   "there",   "these",    "they",   "this",    "those", "tn",
    "to",   "towards", "toward",  "tonne",  "tonnes",  "trillion", "up",     "us",      "usd",   "was",
    "we",   "were",    "when",    "which",  "while",   "whilst",   "who",    "will",    "with",  "would",
    "yen",  "you"};

struct Spelling {
    std::string_view word, as;
};

/// In order. Numbers that style books spell out, months that they cut.
constexpr std::array<Spelling, 24> spellings{
    {{"april", "apr"},    {"august", "aug"}, {"december", "dec"},  {"eight", "8"},   {"eleven", "11"},
     {"february", "feb"}, {"five", "5"},     {"four", "4"},        {"grey", "gray"}, {"january", "jan"},
     {"july", "jul"},     {"june", "jun"},   {"march", "mar"},     {"nine", "9"},    {"november", "nov"},
     {"october", "oct"},  {"sept", "sep"},   {"september", "sep"}, {"seven", "7"},   {"six", "6"},
     {"ten", "10"},       {"three", "3"},    {"twelve", "12"},     {"two", "2"}}};

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/// FNV-1a, mixed well enough to be cut to any of its bits.
std::uint32_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char byte : bytes) hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3ULL;
    hash ^= hash >> 32U;
    hash *= 0xD6E8FEB86659FD93ULL;
    return static_cast<std::uint32_t>(hash >> 32U);
}

/// How much of the word is a number: "1987", "3.50" and "12th" begin with one. 0 for a word, which "b2b" and
/// "l2" are.
std::size_t digits_of(std::string_view word) {
    if (!is_digit(word.front())) return 0;
    const auto is_letter = [](char c) { return !is_digit(c) && c != '.'; };
    const auto letters = std::ranges::find_if(word, is_letter);
    if (std::any_of(letters, word.end(), is_digit)) return 0;
    return static_cast<std::size_t>(letters - word.begin());
}

/// Noughts behind a point count nothing.
CopyWord number(std::string_view word) {
    if (word.find('.') != std::string_view::npos) {
        while (word.back() == '0') word.remove_suffix(1);
        if (word.back() == '.') word.remove_suffix(1);
    }
    std::uint32_t digits = 0;
    for (const char c : word) {
        if (is_digit(c)) digits = (digits << 4U | static_cast<std::uint32_t>(c - '0' + 1)) & 0x0FFF'FFFFU;
    }
    return {hash_of(word), number_mark | digits};
}

/// One spelling of British and American ones: colour and color, organise and organize, centre and center,
/// defence and defense, travelled and traveled, catalogue and catalog. That others become one, too, does no
/// harm: they do so in both texts.
CopyWord letters(std::string_view word) {
    std::array<char, most_letters> spelled;
    std::size_t size = 0;
    const auto put = [&](char c) {
        if (size > 0 && spelled[size - 1] == c) return;
        if (size < spelled.size()) spelled[size++] = c;
    };
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char next = i + 1 < word.size() ? word[i + 1] : '\0';
        char c = word[i];
        if (c == 'z') c = 's';
        if (c == 'c' && next == 'e') c = 's';
        if (c == 'u' && next == 'r' && i > 1 && word[i - 1] == 'o') continue;
        if ((c == 'a' || c == 'o') && next == 'e' && i > 0) continue;
        put(c);
    }
    if (size > 4 && spelled[size - 1] == 'e') {
        --size;
        if (spelled[size - 1] == 'u') --size;
        if (spelled[size - 1] == 'r' && !is_vowel(spelled[size - 2])) {
            spelled[size - 1] = 'e';
            spelled[size++] = 'r';
        }
    }
    std::uint32_t shape = 0;
    for (std::size_t i = 0; i < size; ++i) shape |= 1U << (static_cast<std::uint8_t>(spelled[i]) % 31U);
    return {hash_of({spelled.data(), size}), shape};
}

}  // namespace

bool looks_like(CopyWord one, CopyWord other) {
    if (one == other) return true;
    if (is_number(one) != is_number(other)) return false;
    if (!is_number(one)) {
        // A letter that is read as another changes two of the set.
        const int different = std::popcount(one.shape ^ other.shape);
        return different <= 4 && std::popcount(one.shape & other.shape) * 2 > different;
    }
    int digits = 0;
    int different = 0;
    for (std::uint32_t a = one.shape & ~number_mark, b = other.shape & ~number_mark; (a | b) != 0;
         a >>= 4U, b >>= 4U) {
        ++digits;
        if ((a & 15U) != (b & 15U)) ++different;
    }
    return different * 3 <= digits;
}

void append_copy_word(std::string_view folded, std::vector<CopyWord>& words) {
    if (words.size() >= most_copy_words || std::ranges::binary_search(passed_over, folded)) return;
    const auto spelling = std::ranges::lower_bound(spellings, folded, {}, &Spelling::word);
    if (spelling != spellings.end() && spelling->word == folded) folded = spelling->as;
    const std::size_t digits = digits_of(folded);
    words.push_back(digits > 0 ? number(folded.substr(0, digits)) : letters(folded));
}

std::uint64_t copy_source(std::string_view source, Folder& folder) {
    if (source.empty()) return 0;
    const std::string key = name_key(source, folder);
    return key.empty() ? 0 : hash128(key).low;
}

CopyText CopyTextMaker::make(const Article& article) {
    CopyText text;
    if (article.published) text.published = article.published->day;
    text.source = copy_source(article.source, folder_);
    Token token;
    const auto append = [&](std::string_view paragraph) {
        tokenizer_.start(paragraph);
        while (tokenizer_.next(token)) append_copy_word(token.word, text.words);
    };
    append(article.lede);
    for (const std::string& paragraph : article.body) append(paragraph);
    return text;
}

}  // namespace dateline
