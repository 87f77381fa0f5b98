#include "common/typed_date_pieces.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "common/error.h"
#include "common/month_names.h"

namespace dateline {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The length of the space that `text` begins with, 0 when it begins with something else.
std::size_t space_at_front(std::string_view text) {
    if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) return 1;
    if (text.starts_with("\u00a0")) return 2;
    if (text.starts_with("\u3000")) return 3;
    return 0;
}

std::size_t run_length(std::string_view text, bool (*belongs)(char)) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), belongs) - text.begin());
}

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

}  // namespace

std::size_t DatePieces::piece_at(std::size_t shape_offset) const {
    const std::string_view before = std::string_view(shape).substr(0, shape_offset);
    return static_cast<std::size_t>(before.size() -
                                    static_cast<std::size_t>(std::count(before.begin(), before.end(), ' ')));
}

DatePieces take_apart(std::string_view typed) {
    DatePieces apart;
    apart.typed = typed;
    bool spaced = false;
    for (std::size_t at = 0; at < typed.size();) {
        const std::string_view rest = typed.substr(at);
        if (const std::size_t space = space_at_front(rest); space > 0) {
            spaced = true;
            at += space;
            continue;
        }
        DatePiece piece;
        piece.begin = at;
        std::size_t length = 1;
        char mark = rest.front();
        if (is_digit(mark)) {
            piece.kind = DatePiece::Kind::number;
            length = run_length(rest, is_digit);
            mark = 'n';
        } else if (is_letter(mark)) {
            piece.kind = DatePiece::Kind::word;
            length = run_length(rest, is_letter);
            mark = 'w';
        } else if (mark <= ' ' || mark > '~') {
            mark = '?';
        }
        piece.text = rest.substr(0, length);
        std::transform(piece.text.begin(), piece.text.end(), piece.text.begin(), lower);
        if (spaced && !apart.pieces.empty()) apart.shape += ' ';
        apart.shape += mark;
        apart.pieces.push_back(std::move(piece));
        spaced = false;
        at += length;
    }
    return apart;
}

unsigned month_number(std::string_view word) {
    return month_named(word).value_or(0);
}

unsigned weekday_named(std::string_view word) {
    if (word == "tues") return 2;
    if (word == "thur" || word == "thurs") return 4;
    for (unsigned day = 0; day < weekdays.size(); ++day) {
        if (word == weekdays[day] || word == weekdays[day].substr(0, 3)) return day + 1;
    }
    return 0;
}

void refuse(const DatePieces& apart, std::size_t piece, std::string message, std::string hint) {
    const std::size_t offset = piece < apart.pieces.size() ? apart.pieces[piece].begin : apart.typed.size();
    if (hint.empty()) hint = date_forms();
    throw Error(std::move(message), std::move(hint)).pointing(std::string(apart.typed), offset);
}

int number_at(const DatePieces& apart, std::size_t piece) {
    const std::string& digits = apart.pieces[piece].text;
    if (digits.size() > 9) refuse(apart, piece, "the number is too large for a date");
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::string date_forms() {
    return "dates look like 2026, 2026-01, 2026-01-24, 24 Jan 2026, Jan 24 2026, January 2026, today, "
           "yesterday, last week, this month, 7 days ago, last 30 days, last Friday, 1990s, 2026-W04 or "
           "2026-Q1";
}

}  // namespace dateline
