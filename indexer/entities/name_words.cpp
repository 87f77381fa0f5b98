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
    const auto is_plain = [](char letter) { return letter >= 'a' && letter <= 'z'; };
    if (std::ranges::all_of(folded, is_plain)) return folded;
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
    if (token.size() > 4) return false;  // an apostrophe has up to three bytes
    std::string folded;
    fold_word(token, folded);
    return folded == "'s" || folded == "'";
}

/// Digits tell "Channel 4" from "Channel 5", where folding makes them all one.
std::string with_digits_of(std::string_view text, std::string word) {
    std::size_t digit = 0;
    for (const char letter : text) {
        if (letter < '0' || letter > '9') continue;
        digit = word.find('0', digit);
        if (digit == std::string::npos) break;
        word[digit++] = letter;
    }
    return word;
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

Surface::Surface(std::string_view text) {
    std::vector<Token> tokens;
    tokenize(text, tokens);
    const auto word = [&](const Token& token) { return text.substr(token.begin, token.end - token.begin); };
    while (!tokens.empty() && is_possessive(word(tokens.back()))) tokens.pop_back();
    parts_.reserve(tokens.size());
    for (const Token& token : tokens) {
        const std::string_view part = word(token);
        parts_.push_back({part, look_of(part), bare(part)});
    }
}

bool Surface::is_title(std::size_t i) const {
    const std::string& word = parts_[i].bare;
    if (word.empty() || is_title_word(word)) return true;
    return i + 1 < parts_.size() && std::ranges::binary_search(before_titles, word) &&
           is_title_word(parts_[i + 1].bare);
}

NameWords Surface::as(Kind kind) const {
    const std::size_t last = parts_.size();
    std::size_t first = 0;
    if (kind == Kind::person) {
        while (first < last && is_title(first)) ++first;
        if (first == last && first > 0 &&
            std::ranges::binary_search(titles_and_names, parts_[first - 1].bare))
            --first;
    }
    NameWords result;
    if (first == last) return result;
    const std::string_view begin = parts_[first].text;
    const std::string_view end = parts_[last - 1].text;
    result.shown = without_surplus_blanks(
        {begin.data(), static_cast<std::size_t>(end.data() + end.size() - begin.data())});
    result.shouts = true;
    result.words.reserve(last - first);
    for (std::size_t i = first; i < last; ++i) {
        const Part& part = parts_[i];
        if (part.look == Look::lower || part.look == Look::capital) result.shouts = false;
        std::string word = part.look == Look::number  ? std::string(part.text)
                           : part.look == Look::mixed ? with_digits_of(part.text, part.bare)
                                                      : part.bare;
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
