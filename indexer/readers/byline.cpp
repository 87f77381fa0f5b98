#include "indexer/readers/byline.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "common/month_names.h"
#include "indexer/input/clean_text.h"

namespace dateline {
namespace {

/// A byline on a line of its own is no longer than this.
constexpr std::size_t longest_byline = 120;
/// A dateline's dash comes within so many bytes.
constexpr std::size_t longest_dateline = 100;

constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(mark);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string_view without_by(std::string_view text) {
    text = trimmed(text);
    if (text.size() > 3 && (text[0] | 0x20) == 'b' && (text[1] | 0x20) == 'y' &&
        (text[2] == ' ' || text[2] == ':'))
        return trimmed(text.substr(3));
    return text;
}

bool is_agency(std::string_view text) {
    const std::string plain = plain_word(text);
    constexpr std::array<std::string_view, 12> agencies{"reuter", "reuters", "ap",    "afp",
                                                        "upi",    "tass",    "dpa",   "ansa",
                                                        "efe",    "xinhua",  "staff", "associated press"};
    return std::find(agencies.begin(), agencies.end(), plain) != agencies.end();
}

/// "Jr." and the like follow a comma and belong to the name before it.
bool is_suffix(std::string_view text) {
    const std::string plain = plain_word(text);
    return plain == "jr" || plain == "sr" || plain == "ii" || plain == "iii" || plain == "phd" ||
           plain == "md";
}

bool is_one_word(std::string_view text) {
    return !text.empty() && text.find(' ') == std::string_view::npos;
}

/// "& Co" belongs to the name before it, when nothing or another name follows: what stands behind the mark.
bool is_firm_end(std::string_view behind) {
    const std::size_t end = std::min(behind.find(' '), behind.size());
    const std::string_view rest = trimmed(behind.substr(end));
    if (!rest.empty() && !rest.starts_with("and ") && !rest.starts_with("AND ") && !rest.starts_with("& "))
        return false;
    const std::string plain = plain_word(behind.substr(0, end));
    constexpr std::array<std::string_view, 9> ends{"co",       "company", "sons",       "brothers", "bros",
                                                   "partners", "cie",     "associates", "daughters"};
    return std::find(ends.begin(), ends.end(), plain) != ends.end();
}

/// Where the next mark between two names is, or the text's end; and how long it is.
std::pair<std::size_t, std::size_t> next_mark(std::string_view text) {
    std::size_t end = text.size();
    std::size_t size = 0;
    for (const std::string_view mark : {" and ", " AND ", " And ", " & "}) {
        for (std::size_t at = text.find(mark); at < end; at = text.find(mark, at + 1)) {
            if (is_firm_end(text.substr(at + mark.size()))) continue;
            end = at;
            size = mark.size();
        }
    }
    return {end, size};
}

/// Adds the names in text that has no commas: "A and B", "A & B".
void add_names(std::string_view text, std::vector<std::string>& names) {
    while (!text.empty()) {
        const auto [end, mark_size] = next_mark(text);
        std::string_view name = trimmed(text.substr(0, end));
        if (name.starts_with("and ") || name.starts_with("AND ")) name = trimmed(name.substr(4));
        // "By Brad Schade Reuters": the comma was forgotten.
        for (const std::string_view agency : {" Reuters", " Reuter"}) {
            if (name.ends_with(agency)) name.remove_suffix(agency.size());
        }
        if (!name.empty() && !is_agency(name)) names.emplace_back(name);
        text.remove_prefix(std::min(end + mark_size, text.size()));
    }
}

/// True for "Jan 24", "March 3", "24 January", "Feb. 26, 1987" and the year alone.
bool is_date_part(std::string_view part) {
    bool any_month = false;
    bool any_number = false;
    for (const std::string_view word : split(part, ' ')) {
        if (word.empty()) continue;
        const bool number =
            std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '/'; });
        any_number = any_number || number;
        if (number) continue;
        const std::string plain = plain_word(word);
        if (!month_named(plain) && !is_weekday(plain)) return any_month && any_number;
        any_month = true;
    }
    return any_month || any_number;
}

/// The front of a dateline up to its first date, and whether there is one.
struct DatelineParts {
    std::string place;
    bool dated = false;
};

DatelineParts parts_of(std::string_view text) {
    DatelineParts parts;
    for (const std::string_view part : split(text, ',')) {
        if (part.empty()) continue;
        if (is_date_part(part)) {
            parts.dated = true;
            break;
        }
        if (is_agency(part)) continue;
        if (!parts.place.empty()) parts.place += ", ";
        parts.place.append(part);
    }
    return parts;
}

struct Dash {
    std::size_t at = std::string_view::npos;
    std::size_t size = 0;
};

/// The first dash that stands between spaces or at the end.
Dash find_dash(std::string_view text) {
    Dash first;
    for (const std::string_view dash : {"-", "--", "\xe2\x80\x93", "\xe2\x80\x94"}) {
        for (std::size_t at = text.find(dash); at != std::string_view::npos; at = text.find(dash, at + 1)) {
            const std::size_t behind = at + dash.size();
            const bool parts_words = at > 0 && (text[at - 1] == ' ' || text[at - 1] == ')') &&
                                     (behind >= text.size() || text[behind] == ' ');
            if (!parts_words) continue;
            if (at < first.at) first = {at, dash.size()};
            break;
        }
    }
    return first;
}

bool has_lower(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_lower);
}

}  // namespace

std::vector<std::string> byline_names(std::string_view byline) {
    std::vector<std::string> names;
    const std::string_view text = without_by(byline);
    const std::vector<std::string_view> parts = split(text, ',');
    // "Doe, Jane"
    if (parts.size() == 2 && is_one_word(parts[0]) && is_one_word(parts[1]) && !is_agency(parts[1]) &&
        !is_suffix(parts[1])) {
        names.emplace_back(text);
        return names;
    }
    for (const std::string_view part : parts) {
        if (is_suffix(part) && !names.empty()) {
            names.back().append(", ").append(part);
        } else {
            add_names(without_by(part), names);
        }
    }
    return names;
}

bool is_byline(std::string_view line) {
    line = trimmed(line);
    const std::string_view names = without_by(line);
    if (names.size() == line.size() || line.size() > longest_byline) return false;
    std::size_t words = 0;
    for (const std::string_view word : split(names, ' ')) {
        if (word.empty()) continue;
        const char first = word.front();
        const bool small = word == "and" || word == "&" || word == "de" || word == "van" || word == "von" ||
                           word == "der" || word == "da" || word == "del" || word == "al" || word == "bin";
        const bool capital = is_upper(first) || static_cast<unsigned char>(first) >= 0xc3;
        if (!small && !capital) return false;
        ++words;
    }
    // A headline that begins with "By" may end in a full stop, a name does not.
    const bool sentence = names.ends_with('.') && !names.ends_with("Jr.") && !names.ends_with("Sr.");
    return words >= 1 && words <= 12 && !sentence;
}

std::string dateline_place(std::string_view dateline) {
    std::string line = one_line(dateline);
    std::string_view text = line;
    while (!text.empty() && (text.front() == '*' || text.front() == ' ')) text.remove_prefix(1);
    const Dash dash = find_dash(text);
    if (dash.at != std::string_view::npos) text = text.substr(0, dash.at);
    while (!text.empty() && (text.back() == '-' || text.back() == ' ' || text.back() == ','))
        text.remove_suffix(1);
    std::string place = parts_of(text).place;
    // "LONDON March 5": the comma was forgotten.
    std::size_t end = place.size();
    while (end > 0 && (is_digit(place[end - 1]) || place[end - 1] == ' ')) --end;
    if (end < place.size()) {
        const std::size_t word = place.find_last_of(' ', end - (end > 0 ? 1 : 0));
        const std::size_t begin = word == std::string::npos ? 0 : word + 1;
        if (month_named(plain_word(std::string_view(place).substr(begin, end - begin)))) place.resize(begin);
    }
    return std::string(trimmed(place));
}

std::string leading_dateline_place(std::string_view paragraph) {
    const std::string_view front = paragraph.substr(0, longest_dateline);
    const Dash dash = find_dash(front);
    if (dash.at == std::string_view::npos || dash.at < 3) return {};
    std::string_view before = trimmed(front.substr(0, dash.at));
    bool agency = false;
    if (before.ends_with(')')) {
        const std::size_t open = before.rfind('(');
        if (open == std::string_view::npos) return {};
        agency = true;
        before = trimmed(before.substr(0, open));
    }
    const DatelineParts parts = parts_of(before);
    const std::string_view city = std::string_view(parts.place).substr(0, parts.place.find(','));
    if (city.size() < 2 || !(is_upper(city[0]) || static_cast<unsigned char>(city[0]) >= 0xc3)) return {};
    if (std::any_of(city.begin(), city.end(), is_digit) || city.find('"') != std::string_view::npos)
        return {};
    const auto words = std::count(parts.place.begin(), parts.place.end(), ' ') + 1;
    if (words > 6) return {};
    if (agency || parts.dated) return parts.place;
    // Neither date nor agency: only capitals before the dash and none behind it tell a dateline.
    const std::string_view behind = paragraph.substr(dash.at + dash.size, 60);
    const bool shouted = !has_lower(city) && has_lower(behind) && words <= 4;
    return shouted ? parts.place : std::string();
}

}  // namespace dateline
