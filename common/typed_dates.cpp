#include "common/typed_dates.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/error.h"
#include "common/typed_calendar_dates.h"
#include "common/typed_date_pieces.h"
#include "common/typed_relative_dates.h"

namespace dateline {

namespace {

/// Every form that is understood, by its shape (see DatePieces).
struct Form {
    std::string_view shape;
    DayRange (*read)(const DatePieces&, Day today);
};

constexpr std::array forms{
    Form{"n", typed::digits_alone},         Form{"n-n", typed::year_and_month},
    Form{"n/n", typed::year_and_month},     Form{"n-n-n", typed::three_numbers},
    Form{"n/n/n", typed::three_numbers},    Form{"n.n.n", typed::dotted},
    Form{"n w n", typed::month_by_name},    Form{"n w. n", typed::month_by_name},
    Form{"n-w-n", typed::month_by_name},    Form{"n w, n", typed::month_by_name},
    Form{"w n n", typed::month_by_name},    Form{"w n, n", typed::month_by_name},
    Form{"w. n n", typed::month_by_name},   Form{"w. n, n", typed::month_by_name},
    Form{"w n", typed::month_and_year},     Form{"w. n", typed::month_and_year},
    Form{"w, n", typed::month_and_year},    Form{"n w", typed::day_and_word},
    Form{"n-wn", typed::year_then_week},    Form{"nwn", typed::year_then_week},
    Form{"wn n", typed::quarter_then_year}, Form{"nw", typed::decade},
    Form{"w", typed::word_alone},           Form{"w w", typed::this_or_last},
    Form{"n w w", typed::units_ago},        Form{"w n w", typed::last_units},
};

bool is_date_word(std::string_view word) {
    constexpr std::array others{"today", "yesterday", "this", "last", "ago", "s", "w", "q"};
    return month_number(word) != 0 || weekday_named(word) != 0 || typed::is_unit(word) ||
           std::find(others.begin(), others.end(), word) != others.end();
}

std::string date_range_forms() {
    return "ranges look like 2026-01..2026-02, 2026-01-24.. or ..yesterday";
}

[[noreturn]] void refuse_unknown(const DatePieces& apart) {
    for (std::size_t i = 0; i < apart.pieces.size(); ++i) {
        const DatePiece& piece = apart.pieces[i];
        if (piece.kind != DatePiece::Kind::word || is_date_word(piece.text)) continue;
        if (piece.text == "to" || piece.text == "until")
            refuse(apart, i, "'" + piece.text + "' is no part of a date",
                   "a range is written with two dots: 2026-01..2026-02");
        refuse(apart, i, "'" + piece.text.substr(0, 40) + "' is no part of a date");
    }
    // Every word is known, so the order is wrong: it is where no form goes on like this.
    std::size_t understood = 0;
    for (const Form& form : forms) {
        const auto differ =
            std::mismatch(form.shape.begin(), form.shape.end(), apart.shape.begin(), apart.shape.end());
        understood = std::max(understood, static_cast<std::size_t>(differ.second - apart.shape.begin()));
    }
    const std::size_t piece = apart.piece_at(understood);
    refuse(apart, piece, piece < apart.pieces.size() ? "this is no part of a date" : "the date is cut short");
}

/// Makes an error about a part of a text, from `begin` on, one about the whole.
void point_within(Error& error, std::string_view whole, std::size_t begin) {
    error.pointing(std::string(whole), begin + error.offset());
}

bool blank(std::string_view text) {
    return take_apart(text).pieces.empty();
}

}  // namespace

DayRange parse_date(std::string_view text, Day today) {
    // No date is longer, and whoever reads the error needs no more.
    constexpr std::size_t longest_date = 200;
    if (text.size() > longest_date) throw Error("this is too long for a date", date_forms());
    const DatePieces apart = take_apart(text);
    if (apart.pieces.empty()) refuse(apart, 0, "there is no date");
    for (const Form& form : forms) {
        if (form.shape != apart.shape) continue;
        const bool words_known =
            std::all_of(apart.pieces.begin(), apart.pieces.end(), [](const DatePiece& piece) {
                return piece.kind != DatePiece::Kind::word || is_date_word(piece.text);
            });
        if (words_known) return form.read(apart, today);
    }
    refuse_unknown(apart);
}

DayRange parse_date_range(std::string_view text, Day today) {
    constexpr std::string_view dots = "..";
    const std::size_t middle = text.find(dots);
    if (middle == std::string_view::npos) return parse_date(text, today);
    const std::string_view left = text.substr(0, middle);
    const std::string_view right = text.substr(middle + dots.size());
    const std::size_t right_begin = middle + dots.size();
    if (const std::size_t more = right.find('.'); more == 0 || right.find(dots) != right.npos) {
        const std::size_t place = more == 0 ? 0 : right.find(dots);
        throw Error("a range has two dates and two dots between them", date_range_forms())
            .pointing(std::string(text), right_begin + place);
    }
    if (blank(left) && blank(right))
        throw Error("a range needs a date", date_range_forms()).pointing(std::string(text), middle);

    DayRange days;
    if (!blank(left)) {
        try {
            days.first = parse_date(left, today).first;
        } catch (Error& error) {
            point_within(error, text, 0);
            throw;
        }
    }
    if (!blank(right)) {
        try {
            days.last = parse_date(right, today).last;
        } catch (Error& error) {
            point_within(error, text, right_begin);
            throw;
        }
    }
    if (days.first && days.last && *days.first > *days.last)
        throw Error("the range runs backwards", "the earlier date comes first")
            .pointing(std::string(text), middle);
    return days;
}

}  // namespace dateline
