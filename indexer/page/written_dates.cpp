#include "indexer/page/written_dates.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/clock_reader.h"
#include "common/month_names.h"
#include "common/published_dates.h"
#include "indexer/input/clean_text.h"

namespace dateline {
namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::optional<Day> day_of(int year, int month, int day) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month(unsigned(month)),
                                           std::chrono::day(unsigned(day))};
    if (year < 1600 || year > 2199 || !date.ok()) return std::nullopt;
    return Day{date};
}

/// Takes a date off the front of a text.
class DateScanner {
public:
    DateScanner(std::string_view text, DayOrder order) : text_(text), order_(order) {}

    std::optional<WrittenDate> scan(std::size_t begin) {
        at_ = begin;
        const std::optional<Day> day = is_digit(text_[begin]) ? from_number() : from_word();
        if (!day) return std::nullopt;
        WrittenDate found{{*day, {}, {}}, begin, at_};
        take_clock_behind(found);
        return found;
    }

private:
    struct Number {
        int value = 0;
        std::size_t digits = 0;
    };

    Number take_number() {
        Number number;
        while (at_ < text_.size() && is_digit(text_[at_]) && number.digits < 9) {
            number.value = number.value * 10 + (text_[at_++] - '0');
            ++number.digits;
        }
        return number;
    }

    bool take(std::string_view what) {
        if (!text_.substr(at_).starts_with(what)) return false;
        at_ += what.size();
        return true;
    }

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == ',' || text_[at_] == '.')) ++at_;
        while (take("\xc2\xa0")) {
        }
    }

    std::string take_word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_letter(text_[at_]) && at_ - begin < 30) ++at_;
        return plain_word(text_.substr(begin, at_ - begin));
    }

    /// A year of four digits, with nothing of the number behind it.
    std::optional<int> take_year() {
        const Number year = take_number();
        if (year.digits != 4) return std::nullopt;
        return year.value;
    }

    std::optional<Day> from_number() {
        const Number first = take_number();
        if (first.digits == 4) return from_year(first.value);
        if (first.digits == 0 || first.digits > 2) return std::nullopt;
        const std::size_t behind = at_;
        if (const std::optional<Day> day = from_numbers(first.value)) return day;
        at_ = behind;
        return from_day(first.value);
    }

    /// "2026-01-24", "2026/1/24", "2026.01.24", "2026年1月24日".
    std::optional<Day> from_year(int year) {
        if (take("\xe5\xb9\xb4")) {
            const Number month = take_number();
            if (!take("\xe6\x9c\x88")) return std::nullopt;
            const Number day = take_number();
            return take("\xe6\x97\xa5") ? day_of(year, month.value, day.value) : std::nullopt;
        }
        if (at_ >= text_.size()) return std::nullopt;
        const char mark = text_[at_];
        if (mark != '-' && mark != '/' && mark != '.') return std::nullopt;
        ++at_;
        const Number month = take_number();
        if (month.digits == 0 || month.digits > 2 || at_ >= text_.size() || text_[at_] != mark)
            return std::nullopt;
        ++at_;
        const Number day = take_number();
        if (day.digits == 0 || day.digits > 2) return std::nullopt;
        return day_of(year, month.value, day.value);
    }

    /// The mark between two numbers of a date: ".", ". ", "/", "-", " | ".
    std::string_view take_mark() {
        for (const std::string_view mark : {". ", ".", "/", "-", " | ", " / "}) {
            if (take(mark)) return mark;
        }
        return {};
    }

    /// "24.01.2026", "24/01/2026", "01/24/2026", "24 | 01 | 2026".
    std::optional<Day> from_numbers(int first) {
        const std::string_view mark = take_mark();
        if (mark.empty()) return std::nullopt;
        const Number second = take_number();
        if (second.digits == 0 || second.digits > 2 || take_mark().find(mark[0]) != 0) return std::nullopt;
        const std::optional<int> year = take_year();
        if (!year) return std::nullopt;
        const bool dots = mark[0] == '.';
        if (dots || first > 12 || first == second.value) return day_of(*year, second.value, first);
        if (second.value > 12) return day_of(*year, first, second.value);
        if (order_ == DayOrder::unknown) return std::nullopt;
        const bool day_first = order_ == DayOrder::day_first;
        return day_of(*year, day_first ? second.value : first, day_first ? first : second.value);
    }

    /// "24. Januar 2026", "24th of January, 2026", "24 de enero de 2026", "24-Jan-2026".
    std::optional<Day> from_day(int day) {
        for (const std::string_view ordinal : {"st", "nd", "rd", "th", "er", "\xc2\xba", "\xc2\xb0"}) {
            if (take(ordinal)) break;
        }
        for (int words = 0; words < 3; ++words) {
            skip_blanks();
            if (!take("-")) (void)take("/");
            const std::string word = take_word();
            if (word.empty()) return std::nullopt;
            if (word == "of" || word == "de" || word == "del" || word == "do") continue;
            const std::optional<unsigned> month = month_named(word);
            if (!month) return std::nullopt;
            return with_year(static_cast<int>(*month), day);
        }
        return std::nullopt;
    }

    std::optional<Day> with_year(int month, int day) {
        for (int words = 0; words < 2; ++words) {
            skip_blanks();
            if (!take("-")) (void)take("/");
            if (at_ >= text_.size()) return std::nullopt;
            if (is_digit(text_[at_])) break;
            const std::string word = take_word();
            if (word != "de" && word != "del") return std::nullopt;
        }
        const std::optional<int> year = take_year();
        return year ? day_of(*year, month, day) : std::nullopt;
    }

    /// "January 24, 2026", "Jan. 24th 2026".
    std::optional<Day> from_word() {
        const std::optional<unsigned> month = month_named(take_word());
        if (!month) return std::nullopt;
        skip_blanks();
        const Number day = take_number();
        if (day.digits == 0 || day.digits > 2) return std::nullopt;
        for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) {
            if (take(ordinal)) break;
        }
        skip_blanks();
        const std::optional<int> year = take_year();
        return year ? day_of(*year, static_cast<int>(*month), day.value) : std::nullopt;
    }

    /// ", 14:30 Uhr", " um 8.15 Uhr", " - 5:07 p.m. EST", "T14:30:00+01:00".
    void take_clock_behind(WrittenDate& found) {
        std::string_view rest = text_.substr(at_);
        if (rest.starts_with('T')) rest.remove_prefix(1);
        for (int words = 0; words < 6 && !rest.empty() && !is_digit(rest.front()); ++words) {
            bool skipped = false;
            for (const std::string_view filler :
                 {" ", ",", "|", "-", "/", "\xe2\x80\x93", "\xc2\xb7", "\xe2\x80\xa2", "\xc2\xa0", "um ",
                  "at ", "\xc3\xa0 ", "a las ", "alle ore ", "ore ", "om ", "kl. "}) {
                if (!rest.starts_with(filler)) continue;
                rest.remove_prefix(filler.size());
                skipped = true;
                break;
            }
            if (!skipped) return;
        }
        WrittenClock clock;
        if (!take_clock(rest, clock) || !clock.time) return;
        found.when.clock = clock.time;
        const std::string_view behind = rest;
        if (rest.starts_with(' ')) rest.remove_prefix(1);
        if (take_zone(rest, clock)) {
            found.when.offset = clock.offset;
        } else {
            rest = behind;
        }
        found.end = text_.size() - rest.size();
    }

    std::string_view text_;
    DayOrder order_;
    std::size_t at_ = 0;
};

}  // namespace

DayOrder day_order(std::string_view language) {
    std::string low;
    for (const char c : language.substr(0, 5))
        low += c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if (low == "en-us" || low == "en-ph" || low == "es-us") return DayOrder::month_first;
    if (low == "en" || low.size() < 2 || low == "en-ca") return DayOrder::unknown;
    return DayOrder::day_first;
}

std::optional<WrittenDate> first_written_date(std::string_view text, DayOrder order, std::size_t limit) {
    DateScanner scanner(text, order);
    const std::size_t end = std::min(text.size(), limit);
    for (std::size_t at = 0; at < end;) {
        if (!is_digit(text[at]) && !is_letter(text[at])) {
            ++at;
            continue;
        }
        if (const std::optional<WrittenDate> found = scanner.scan(at)) return found;
        const bool digits = is_digit(text[at]);
        while (at < end && (digits ? is_digit(text[at]) : is_letter(text[at]))) ++at;
    }
    return std::nullopt;
}

std::optional<Timestamp> parse_page_date(std::string_view value, DayOrder order) {
    value = trimmed(value);
    if (value.empty() || value.size() > 80) return std::nullopt;
    if (const std::optional<Timestamp> when = parse_timestamp(value)) return when;
    const std::optional<WrittenDate> found = first_written_date(value, order);
    if (!found) return std::nullopt;
    return found->when;
}

}  // namespace dateline
