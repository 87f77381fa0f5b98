#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "common/dates.h"

namespace dateline {

/// What 04/05/2026 means where the page was written.
enum class DayOrder { unknown, day_first, month_first };

/// The order that goes with a language as pages give it: "en-US", "de", "pt_BR". English without a country is
/// unknown: the Americans and the others differ.
[[nodiscard]] DayOrder day_order(std::string_view language);

struct WrittenDate {
    Timestamp when;
    std::size_t at = 0;   ///< where it begins in the text
    std::size_t end = 0;  ///< behind it
};

/// The first date with day, month and year of four digits that stands in a text: "Published: 24. Januar 2026,
/// 14:30 Uhr", "2026-01-24", "24/01/2026", "2026年1月24日". A clock that follows is taken. Looks through the
/// first `limit` bytes.
[[nodiscard]] std::optional<WrittenDate> first_written_date(std::string_view text, DayOrder order,
                                                            std::size_t limit = 400);

/// Reads a value that should be a date and nothing else, as `parse_timestamp` does, numbers by the order too.
[[nodiscard]] std::optional<Timestamp> parse_page_date(std::string_view value, DayOrder order);

}  // namespace dateline
