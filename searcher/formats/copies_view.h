#pragma once

#include <string>

#include "searcher/answer.h"
#include "searcher/formats/formatter.h"

namespace dateline {

/// A clock to the minute, in the zone it was written in; "undated" for none.
[[nodiscard]] std::string shown_time(const std::optional<Timestamp>& when);

/// What the number of articles counts: ", 34 copies folded", ", copies not folded"; nothing where there was
/// nothing to fold.
[[nodiscard]] std::string folding_note(const Answer& answer);

/// "34 copies folded".
[[nodiscard]] std::string folded_copies(std::uint64_t copies);

/// "+4 copies: Daily Courier, Gulf Monitor; +1 version"; nothing for a hit without any. The sources stand in
/// the order of time, each once; of many the first, and how many more;
/// copies of which nobody knows the source are told last: "+3 copies: Gulf Monitor, 1 without a source".
[[nodiscard]] std::string copies_line(const Hit& hit, const OutputSettings& settings);

/// "2026-01-24 10:30 · Daily Courier · Talks end · courier:17", in time with "+2 h 10 min" before it.
[[nodiscard]] std::string copy_line(const Hit& hit, const HitCopy& copy, bool in_time,
                                    const OutputSettings& settings);

}  // namespace dateline
