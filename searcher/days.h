#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <xapian.h>

#include "common/dates.h"
#include "common/fields.h"

namespace dateline {

/// A day of the year, in all years or all but one.
struct DayOfYear {
    std::chrono::month_day day{};
    std::optional<std::chrono::year> but{};

    bool operator==(const DayOfYear&) const = default;
};

/// "01-24", "02-29 but 2024".
[[nodiscard]] std::string to_string(const DayOfYear& day);

/// Reads "01-24"; nothing for what is written in another way. Throws Error for a day that no year has.
[[nodiscard]] std::optional<DayOfYear> parse_day_of_year(std::string_view text);

/// Articles published on it. 29 February is in leap years only.
[[nodiscard]] Xapian::Query day_of_year_query(const Field& published, const DayOfYear& day,
                                              const Xapian::Database& database);

/// Articles whose date lies in the range, whichever way is fastest: terms of years, months and days when few
/// of them make up the range, else the values of the slot. An open end reaches to the archive's first or last
/// date. The field is of kind date.
[[nodiscard]] Xapian::Query days_query(const Field& field, const DayRange& range,
                                       const Xapian::Database& database);

}  // namespace dateline
