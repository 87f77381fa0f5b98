#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// One number, word or mark of a typed date.
struct DatePiece {
    enum class Kind : std::uint8_t { number, word, mark };

    Kind kind = Kind::mark;
    std::string text;       ///< words in lower case
    std::size_t begin = 0;  ///< byte offset in what was typed
};

/// A typed date taken apart, for comparing with the forms that are understood. The shape has one `n` for a
/// run of digits, `w` for a run of letters A to Z, the character itself for a mark of ASCII, `?` for anything
/// else, and a space where spaces stand between two of them: "24 Jan 2026" has the shape "n w n",
/// "2026-W04" has "n-wn".
struct DatePieces {
    std::string_view typed;
    std::vector<DatePiece> pieces;
    std::string shape;

    /// The piece that the shape's character at `shape_offset` stands for, or the one after that space;
    /// the number of pieces when there is none.
    [[nodiscard]] std::size_t piece_at(std::size_t shape_offset) const;
};

/// Takes apart any bytes; spaces are those of ASCII, U+00A0 and U+3000.
[[nodiscard]] DatePieces take_apart(std::string_view typed);

/// 1 to 12 for "jan", "january", "sept" …, 0 for any other word. `word` is in lower case.
[[nodiscard]] unsigned month_number(std::string_view word);

/// 1 (Monday) to 7 for "mon", "monday", "tues" …, 0 for any other word. `word` is in lower case.
[[nodiscard]] unsigned weekday_named(std::string_view word);

/// Throws the Error that points at the piece, or behind the end when there is no such piece. Without a hint
/// of its own it shows the forms that are understood.
[[noreturn]] void refuse(const DatePieces& apart, std::size_t piece, std::string message,
                         std::string hint = {});

/// The digits of a piece as a number. Refuses more than nine of them, which is more than any date needs.
[[nodiscard]] int number_at(const DatePieces& apart, std::size_t piece);

/// What a date may look like, for hints.
[[nodiscard]] std::string date_forms();

}  // namespace dateline
