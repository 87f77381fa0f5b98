#include "indexer/entities/name_words.h"

#include <algorithm>
#include <array>

#include "indexer/entities/characters.h"
#include "indexer/entities/tokenizer.h"
#include "indexer/entities/words.h"

namespace dateline::entities {
namespace {

// Sorted, for binary search.
constexpr std::array<std::string_view, 83> titles{
    "adm",       "admiral",      "ambassador",  "archbishop",
    "ayatollah", "baron",        "baroness",    "bishop",
    "brig",      "brigadier",    "capt",        "captain",
    "cardinal",  "chairman",     "chairwoman",  "chancellor",
    "chief",     "cmdr",         "col",         "colonel",
    "commander", "commissioner", "congressman", "congresswoman",
    "count",     "countess",     "dame",        "dr",
    "duchess",   "duke",         "emir",        "emperor",
    "empress",   "envoy",        "father",      "frau",
    "gen",       "general",      "gov",         "governor",
    "herr",      "hon",          "imam",        "judge",
    "justice",   "king",         "lady",        "lieutenant",
    "lord",      "lt",           "madame",      "maj",
    "major",     "mayor",        "messrs",      "minister",
    "miss",      "mme",          "monsieur",    "mr",
    "mrs",       "ms",           "mullah",      "mx",
    "pastor",    "pope",         "premier",     "president",
    "prince",    "princess",     "prof",        "professor",
    "queen",     "rabbi",        "rep",         "representative",
    "rev",       "reverend",     "secretary",   "sen",
    "senator",   "sgt",          "sir"};

/// Belong to a title when one follows: "Prime Minister", "Crown Prince".
constexpr std::array<std::string_view, 14> before_titles{
    "acting", "crown", "defence",  "defense", "deputy", "finance", "foreign",
    "former", "grand", "interior", "prime",   "staff",  "us",      "vice"};

/// Titles that are family names, too: alone they are somebody.
constexpr std::array<std::string_view, 10> titles_and_names{"baron", "bishop", "duke",  "judge", "justice",
                                                            "king",  "lord",   "major", "pope",  "prince"};

constexpr std::array<std::string_view, 21> endings{
    "ab",           "ag", "asa",     "bhd", "bv",  "co", "company", "corp", "corporation", "gmbh", "inc",
    "incorporated", "kg", "limited", "llc", "ltd", "nv", "oyj",     "plc",  "pty",         "sa"};

constexpr std::array<std::string_view, 75> family_names{
    "aung",  "bai",  "bui",  "cai",  "cao",  "chan",  "chen",  "cheng", "cheung", "choe",  "choi",
    "chung", "cui",  "dang", "deng", "ding", "do",    "dong",  "du",    "duong",  "fan",   "feng",
    "gao",   "guo",  "han",  "he",   "ho",   "hoang", "hu",    "huang", "hun",    "jiang", "jin",
    "jung",  "kang", "kim",  "kwon", "lai",  "lam",   "le",    "lee",   "li",     "liang", "lim",
    "lin",   "liu",  "lu",   "luo",  "ma",   "mao",   "moon",  "ngo",   "nguyen", "pak",   "park",
    "peng",  "pham", "qian", "shen", "song", "sun",   "tan",   "tang",  "tran",   "tsai",  "wang",
    "wen",   "wu",   "xi",   "xu",   "yang", "yoon",  "zhang", "zhao",  "zhou"};

static_assert(std::ranges::is_sorted(titles) && std::ranges::is_sorted(before_titles) &&
              std::ranges::is_sorted(titles_and_names) && std::ranges::is_sorted(endings) &&
              std::ranges::is_sorted(family_names));

/// The surface between two offsets, runs of blanks as one.
std::string without_surplus_blanks(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (character.kind == CharClass::blank) {
            if (!result.empty() && result.back() != ' ') result.push_back(' ');
        } else {
            result.append(text.substr(at, character.bytes));
        }
        at += character.bytes;
    }
    while (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

/// A folded token without its punctuation: "u.s." is "us", "-" nothing.
std::string bare(std::string_view token) {
    std::string folded;
    fold_word(token, folded);
    std::string kept;
    for (std::size_t at = 0; at < folded.size();) {
        const Character character = character_at(folded, at);
        if (is_word(character.kind) || character.code == U'&' || character.code == U'+' ||
            character.bytes > 1) {
            kept.append(folded, at, character.bytes);
        }
        at += character.bytes;
    }
    return kept;
}

bool is_possessive(std::string_view token) {
    std::string folded;
    fold_word(token, folded);
    return folded == "'s" || folded == "'";
}

}  // namespace

std::string NameWords::key() const {
    std::string key;
    for (const std::string& word : words) {
        if (!key.empty()) key.push_back(' ');
        key += word;
    }
    return key;
}

NameWords name_words(std::string_view surface, Kind kind) {
    std::vector<Token> tokens;
    tokenize(surface, tokens);
    const auto text = [&](std::size_t i) {
        return surface.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    };
    std::size_t first = 0;
    std::size_t last = tokens.size();
    while (last > first && is_possessive(text(last - 1))) --last;
    if (kind == Kind::person) {
        const auto is_title = [&](std::size_t i) {
            const std::string word = bare(text(i));
            if (word.empty() || is_title_word(word)) return true;
            return i + 1 < last && std::ranges::binary_search(before_titles, word) &&
                   is_title_word(bare(text(i + 1)));
        };
        while (first < last && is_title(first)) ++first;
        if (first == last && first > 0 && std::ranges::binary_search(titles_and_names, bare(text(first - 1))))
            --first;
    }
    NameWords result;
    if (first == last) return result;
    result.shown = without_surplus_blanks(
        surface.substr(tokens[first].begin, tokens[last - 1].end - tokens[first].begin));
    result.shouts = true;
    for (std::size_t i = first; i < last; ++i) {
        if (look_of(text(i)) == Look::lower || look_of(text(i)) == Look::capital) result.shouts = false;
        // Digits tell "Channel 4" from "Channel 5", so they are kept as they are.
        std::string word = look_of(text(i)) == Look::number ? std::string(text(i)) : bare(text(i));
        if (look_of(text(i)) == Look::mixed) {
            std::size_t digit = 0;
            for (const char letter : text(i)) {
                if (letter < '0' || letter > '9') continue;
                digit = word.find('0', digit);
                if (digit == std::string::npos) break;
                word[digit++] = letter;
            }
        }
        if (!word.empty()) result.words.push_back(std::move(word));
    }
    if (kind != Kind::organization) return result;
    if (result.words.size() > 1 && result.words.front() == "the") result.words.erase(result.words.begin());
    while (result.words.size() > 1 && std::ranges::binary_search(endings, result.words.back())) {
        result.words.pop_back();
    }
    return result;
}

std::string unshouted(std::string_view shown) {
    constexpr std::size_t longest_abbreviation = 4;
    constexpr std::array<std::string_view, 4> numerals{"II", "III", "IV", "VI"};
    std::string text(shown);
    const bool one_word = text.find(' ') == std::string::npos;
    if (one_word && text.size() <= longest_abbreviation) return text;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && text[end] >= 'A' && text[end] <= 'Z') ++end;
        const bool abbreviated = end < text.size() && text[end] == '.';
        const bool numeral = std::ranges::find(numerals, text.substr(begin, end - begin)) != numerals.end();
        for (std::size_t i = begin + 1; i < end && !abbreviated && !numeral; ++i)
            text[i] = static_cast<char>(text[i] - 'A' + 'a');
        begin = end + 1;
    }
    return text;
}

bool is_title_word(std::string_view folded) {
    return std::ranges::binary_search(titles, folded);
}

bool is_leading_family_name(std::string_view folded) {
    return std::ranges::binary_search(family_names, folded);
}

}  // namespace dateline::entities
