#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// A word as the names of months and days are compared: lower case, without accents ("Août" is "aout") and
/// without a full stop at its end. Only the letters that those names need are known; others stay.
[[nodiscard]] std::string plain_word(std::string_view word);

/// The month, 1 to 12, that a plain word names in English, German, French, Spanish, Italian, Portuguese or
/// Dutch, long or short. No two of these languages use one word for different months.
[[nodiscard]] std::optional<unsigned> month_named(std::string_view plain);

/// True for a plain word that names a day of the week in one of these languages. "mar" is both March and a
/// Tuesday: a caller that has another month in hand takes it for the day.
[[nodiscard]] bool is_weekday(std::string_view plain);

}  // namespace dateline
