#include "common/published_dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>

#include "common/clock_reader.h"
#include "common/month_names.h"

namespace dateline {
namespace {

/// No date is written with more bytes than this; what is longer is prose.
constexpr std::size_t longest_date = 160;

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Letters of ASCII, and every byte of the others.
constexpr bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t leading_digits(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    return count;
}

int number(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
}

std::optional<Day> day_of(int year, int month, int day) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month(unsigned(month)),
                                           std::chrono::day(unsigned(day))};
    if (year < 1 || year > 9999 || !date.ok()) return std::nullopt;
    return Day{date};
}

/// Words that stand between or before the parts of a date and say nothing.
bool is_filler(std::string_view plain) {
    constexpr std::array<std::string_view, 26> fillers{
        "the", "of",        "de",     "del",     "den",   "der",  "le",  "el", "il",
        "o",   "on",        "at",     "um",      "am",    "om",   "a",   "as", "alle",
        "op",  "published", "posted", "updated", "dated", "date", "vom", "kl",
    };
    for (const std::string_view filler : fillers) {
        if (filler == plain) return true;
    }
    return false;
}

/// Reads the parts of a date in whatever order they come, each at most once. Every part must be understood.
class DateParts {
public:
    explicit DateParts(std::string_view text) : rest_(text) {}

    [[nodiscard]] DateDoubts doubts() const {
        return {.clock_dropped = clock_.seen && !clock_.time,
                .zone_dropped = clock_.time && clock_.zone_seen && !clock_.offset};
    }

    std::optional<Timestamp> read() {
        if (!take_year_first() && !take_numeric()) take_compact_date();
        while (!rest_.empty()) {
            if (!take_next()) return std::nullopt;
        }
        if (day_ == 0 || month_ == 0 || !year_) return std::nullopt;
        const std::optional<Day> day = day_of(*year_, month_, day_);
        if (!day) return std::nullopt;
        // Two digits make a year only in the form of RFC 822, when the day of the week proves the century:
        // "Sat, 24 Jan 26 15:01 GMT".
        const bool proved = clock_.seen && spaced_ && weekday_ == std::chrono::weekday(*day);
        if (short_year_ && !proved) return std::nullopt;
        Timestamp when;
        when.day = *day;
        when.clock = clock_.time;
        if (clock_.time) when.offset = clock_.offset;
        return when;
    }

private:
    [[nodiscard]] bool date_complete() const { return day_ != 0 && month_ != 0 && year_; }

    /// "2026-01-24", "2026/1/24", "2026.01.24", with the T of ISO 8601 behind it.
    bool take_year_first() {
        if (leading_digits(rest_) != 4 || rest_.size() < 8) return false;
        const char mark = rest_[4];
        if (mark != '-' && mark != '/' && mark != '.') return false;
        const std::size_t month_size = leading_digits(rest_.substr(5));
        if (month_size == 0 || month_size > 2) return false;
        const std::size_t day_at = 5 + month_size + 1;
        if (day_at >= rest_.size() || rest_[day_at - 1] != mark) return false;
        const std::size_t day_size = leading_digits(rest_.substr(day_at));
        if (day_size == 0 || day_size > 2) return false;
        year_ = number(rest_.substr(0, 4));
        month_ = number(rest_.substr(5, month_size));
        day_ = number(rest_.substr(day_at, day_size));
        rest_.remove_prefix(day_at + day_size);
        take_clock_after_t();
        return true;
    }

    /// "24/01/2026", where only one of the numbers can be the month; "24.01.2026" is day first wherever dots
    /// are the custom.
    bool take_numeric() {
        const std::size_t first_size = leading_digits(rest_);
        if (first_size == 0 || first_size > 2 || first_size >= rest_.size()) return false;
        const char mark = rest_[first_size];
        if (mark != '-' && mark != '/' && mark != '.') return false;
        const std::size_t second_at = first_size + 1;
        const std::size_t second_size = leading_digits(rest_.substr(second_at));
        const std::size_t year_at = second_at + second_size + 1;
        if (second_size == 0 || second_size > 2 || year_at >= rest_.size()) return false;
        if (rest_[year_at - 1] != mark || leading_digits(rest_.substr(year_at)) != 4) return false;
        const int first = number(rest_.substr(0, first_size));
        const int second = number(rest_.substr(second_at, second_size));
        const bool day_first = second <= 12 && (first > 12 || first == second || mark == '.');
        const bool month_first = first <= 12 && second > 12 && mark != '.';
        if (!day_first && !month_first) return false;
        day_ = day_first ? first : second;
        month_ = day_first ? second : first;
        year_ = number(rest_.substr(year_at, 4));
        rest_.remove_prefix(year_at + 4);
        take_clock_after_t();
        return true;
    }

    /// "20260124", "20260124T0815", "20260124081500".
    void take_compact_date() {
        const std::size_t size = leading_digits(rest_);
        if (size != 8 && size != 12 && size != 14) return;
        year_ = number(rest_.substr(0, 4));
        month_ = number(rest_.substr(4, 2));
        day_ = number(rest_.substr(6, 2));
        rest_.remove_prefix(8);
        if (size > 8) {
            (void)take_compact_clock(rest_, clock_);
            return;
        }
        take_clock_after_t();
    }

    void take_clock_after_t() {
        if (rest_.size() < 2 || (rest_[0] | 0x20) != 't' || !is_digit(rest_[1])) return;
        rest_.remove_prefix(1);
        if (!take_clock(rest_, clock_)) (void)take_compact_clock(rest_, clock_);
    }

    bool take_next() {
        const char first = rest_[0];
        if (clock_.seen && !clock_.zone_seen && take_zone(rest_, clock_)) return true;
        if (is_digit(first)) return (!clock_.seen && take_clock(rest_, clock_)) || take_number();
        if (is_word_byte(first)) return take_word();
        if (first == '(') return take_comment();
        if (first == '#' && date_complete()) {
            rest_ = {};
            return true;
        }
        if (first == '-' || first == '/') spaced_ = false;
        if (std::string_view(" \t\r\n,-/|.:;").find(first) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take_comment() {
        const std::size_t close = rest_.find(')');
        if (close == std::string_view::npos) return false;
        rest_.remove_prefix(close + 1);
        return true;
    }

    bool take_number() {
        const std::size_t size = leading_digits(rest_);
        const std::string_view digits = rest_.substr(0, size);
        if (size == 4) {
            if (!year_) {
                year_ = number(digits);
            } else if (date_complete() && !clock_.seen && short_year_) {
                return take_compact_clock(rest_, clock_);
            } else {
                return false;
            }
        } else if (size > 2) {
            return false;
        } else if (day_ == 0) {
            day_ = number(digits);
            if (day_ == 0) return false;
            rest_.remove_prefix(size);
            take_ordinal();
            return true;
        } else if (month_ != 0 && !year_ && size == 2 && !clock_.seen && day_before_month_) {
            // RFC 2822 says which century two digits mean.
            const int short_year = number(digits);
            year_ = short_year + (short_year < 50 ? 2000 : 1900);
            short_year_ = true;
        } else {
            return false;
        }
        rest_.remove_prefix(size);
        return true;
    }

    /// "th" of "24th", "er" of "1er", the ring of "1º".
    void take_ordinal() {
        std::size_t size = 0;
        while (size < rest_.size() && is_word_byte(rest_[size])) ++size;
        const std::string suffix = plain_word(rest_.substr(0, size));
        for (const std::string_view known :
             {"st", "nd", "rd", "th", "er", "re", "\xc2\xba", "\xc2\xaa", "\xc2\xb0", "e"}) {
            if (suffix != known) continue;
            rest_.remove_prefix(size);
            return;
        }
    }

    bool take_word() {
        std::size_t size = 0;
        while (size < rest_.size() && is_word_byte(rest_[size])) ++size;
        const std::string_view word = rest_.substr(0, size);
        rest_.remove_prefix(size);
        if (word == "\xc2\xa0" || word == "\xe2\x80\x93" || word == "\xe2\x80\x94" || word == "\xc2\xb7")
            return true;
        const std::string plain = plain_word(word);
        if (const std::optional<unsigned> month = month_named(plain)) {
            const bool also_weekday = is_weekday(plain);
            if (month_ != 0 && also_weekday) return true;
            if (month_ != 0 && !month_may_be_weekday_) return false;
            month_ = static_cast<int>(*month);
            month_may_be_weekday_ = also_weekday;
            day_before_month_ = day_ != 0;
            return true;
        }
        if (is_weekday(plain)) {
            weekday_ = rfc_weekday(plain);
            return true;
        }
        if (is_filler(plain)) return true;
        return date_complete() && clock_.seen && (is_desk_code(word) || take_unknown_zone(word));
    }

    /// Zones have more names than anybody lists: "SAST", "WIB". The clock is kept, its zone is not known.
    bool take_unknown_zone(std::string_view word) {
        const bool is_one = !clock_.zone_seen && word.size() >= 3 && word.size() <= 5 &&
                            std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
        if (is_one) clock_.zone_seen = true;
        return is_one;
    }

    /// As RFC 822 writes them; none for the words of other languages.
    static std::optional<std::chrono::weekday> rfc_weekday(std::string_view plain) {
        constexpr std::array<std::string_view, 7> names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
        const auto found = std::ranges::find(names, plain.substr(0, 3));
        if (found == names.end()) return std::nullopt;
        return std::chrono::weekday(static_cast<unsigned>(found - names.begin()));
    }

    /// Agencies put the codes of their desks behind the clock: "26-FEB-1987 15:01:01.79   C G T M".
    static bool is_desk_code(std::string_view word) {
        if (word.size() > 2) return false;
        for (const char letter : word) {
            if (letter < 'A' || letter > 'Z') return false;
        }
        return true;
    }

    std::string_view rest_;
    int day_ = 0;
    int month_ = 0;
    std::optional<int> year_;
    std::optional<std::chrono::weekday> weekday_;
    bool month_may_be_weekday_ = false;
    bool day_before_month_ = false;
    bool short_year_ = false;
    bool spaced_ = true;  ///< no hyphen or stroke between the parts
    WrittenClock clock_;
};

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text, DateDoubts* doubts) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return std::nullopt;
    text = text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
    if (text.size() > longest_date) return std::nullopt;
    DateParts parts(text);
    const std::optional<Timestamp> when = parts.read();
    if (doubts) *doubts = parts.doubts();
    return when;
}

namespace {

/// Years that the name of a file can mean; other runs of digits are numbers of something else.
constexpr bool is_path_year(int year) {
    return year >= 1600 && year < 2200;
}

/// The day that the digits at the front of `text` spell, where four of them are the year.
std::optional<Day> day_at_front(std::string_view text) {
    const std::size_t size = leading_digits(text);
    if (size == 8 || size == 12 || size == 14) {
        const int year = number(text.substr(0, 4));
        if (!is_path_year(year)) return std::nullopt;
        return day_of(year, number(text.substr(4, 2)), number(text.substr(6, 2)));
    }
    if (size != 4 || text.size() < 8) return std::nullopt;
    const char mark = text[4];
    if (mark != '-' && mark != '_' && mark != '/' && mark != '.') return std::nullopt;
    const std::string_view month = text.substr(5, leading_digits(text.substr(5)));
    const std::size_t day_at = 5 + month.size() + 1;
    if (month.empty() || month.size() > 2 || day_at >= text.size() || text[day_at - 1] != mark)
        return std::nullopt;
    const std::string_view day = text.substr(day_at, leading_digits(text.substr(day_at)));
    const int year = number(text.substr(0, 4));
    if (day.empty() || day.size() > 2 || !is_path_year(year)) return std::nullopt;
    return day_of(year, number(month), number(day));
}

}  // namespace

std::optional<Day> day_in_path(std::string_view path) {
    std::optional<Day> last;
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (!is_digit(path[at])) continue;
        if (const std::optional<Day> day = day_at_front(path.substr(at))) last = day;
        at += leading_digits(path.substr(at));
    }
    return last;
}

}  // namespace dateline
