#pragma once

#include <cstddef>
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
inline constexpr std::size_t date_bytes = 9;
/// The day of such a value; nothing for an empty or damaged one.
[[nodiscard]] std::optional<Day> day(std::string_view value);
/// Both steps of `day`: the bytes of the day as a number, 0 for a value that has none, which days as `date`
/// writes them never come to; the day that such a number is; and the number of a day.
[[nodiscard]] inline std::uint32_t day_part(std::string_view value) {
    const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(value[i])}; };
    return value.size() < 4 ? 0 : byte(0) << 24U | byte(1) << 16U | byte(2) << 8U | byte(3);
}
[[nodiscard]] std::optional<Day> day_of_part(std::uint32_t part);
[[nodiscard]] std::uint32_t part_of_day(Day day);
/// The instant of such a value, see Timestamp::instant; nothing for an empty or damaged one.
[[nodiscard]] std::optional<std::int64_t> instant(std::string_view value);
/// True when both are dates and the first is of an earlier instant.
[[nodiscard]] bool is_earlier(std::string_view value, std::string_view other);
/// The least and the greatest value a day can have.
[[nodiscard]] std::string first_of(Day day);
[[nodiscard]] std::string last_of(Day day);

/// A name as an article has it.
struct NameUse {
    std::uint32_t number = 0;    ///< in the book of names, see NameBook
    std::uint32_t mentions = 0;  ///< how often the text names it; 0 when nobody counted
    bool in_front = false;       ///< stands in the title or the lede

    bool operator==(const NameUse&) const = default;
};

/// What stands beside the number of a name: twice its mentions, and one more for a name in front.
[[nodiscard]] constexpr std::uint64_t mark_of(std::uint32_t mentions, bool in_front) {
    return std::uint64_t{mentions} << 1U | (in_front ? 1U : 0U);
}
[[nodiscard]] constexpr std::uint64_t mentions_of(std::uint64_t mark) {
    return mark >> 1U;
}
[[nodiscard]] constexpr bool is_in_front(std::uint64_t mark) {
    return (mark & 1U) != 0;
}

/// The names of one field, in the article's own order, two varints each: the number and the mark.
[[nodiscard]] std::string names(const std::vector<NameUse>& names);
/// Calls `use(number, mentions, in_front)` with each name of such a value; stops at damage.
template <typename Use>
void for_each_name(std::string_view value, Use use) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    while (const std::optional<std::uint64_t> number = take_varint(value)) {
        const std::optional<std::uint64_t> mark = take_varint(value);
        if (!mark || *number > most || mentions_of(*mark) > most) return;
        use(static_cast<std::uint32_t>(*number), static_cast<std::uint32_t>(mentions_of(*mark)),
            is_in_front(*mark));
    }
}

}  // namespace dateline::values
