#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive/varint.h"
#include "common/dates.h"

/// How the values in the slots of the database are written; all are on disk.
namespace dateline::values {

/// A date: four bytes that order by day, then five that order by the instant. Days are the source's own, see
/// Timestamp; a range of days is a range of these.
[[nodiscard]] std::string date(const Timestamp& when);
/// The day of such a value; nothing for an empty or damaged one.
[[nodiscard]] std::optional<Day> day(std::string_view value);
/// The least and the greatest value a day can have.
[[nodiscard]] std::string first_of(Day day);
[[nodiscard]] std::string last_of(Day day);

/// Numbers of names (see NameBook), one varint each, in the article's own order.
[[nodiscard]] std::string numbers(const std::vector<std::uint32_t>& numbers);
/// Calls `use` with each number of such a value; stops at damage.
template <typename Use>
void for_each_number(std::string_view value, Use use) {
    while (const std::optional<std::uint64_t> number = take_varint(value)) {
        if (*number > std::numeric_limits<std::uint32_t>::max()) return;
        use(static_cast<std::uint32_t>(*number));
    }
}

}  // namespace dateline::values
