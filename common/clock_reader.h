#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace dateline {

/// The clock time of a date that somebody wrote, read piece by piece. `seen` without `time` means that there
/// is a clock but an impossible one ("25:10"): it is dropped, its day is not.
struct WrittenClock {
    bool seen = false;
    std::optional<std::chrono::seconds> time;  ///< since midnight

    bool zone_seen = false;
    std::optional<std::chrono::minutes> offset;  ///< from UTC, east positive; none for zones like "ET"
};

/// Takes a clock off the front of `rest`: "15:01", "15:01:01.79", "5:07 p.m.", "5pm", "14h30", "8.15 Uhr".
/// False, and nothing taken, when there is none.
[[nodiscard]] bool take_clock(std::string_view& rest, WrittenClock& clock);

/// Takes a clock without marks off the front: "081500", "0815" or "08", as in "20260124T0815".
[[nodiscard]] bool take_compact_clock(std::string_view& rest, WrittenClock& clock);

/// Takes a zone off the front: "Z", "+0400", "-05:00", "GMT", "UTC+3", "EST", "MESZ".
[[nodiscard]] bool take_zone(std::string_view& rest, WrittenClock& clock);

}  // namespace dateline
