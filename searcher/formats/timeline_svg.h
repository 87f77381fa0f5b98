#pragma once

#include <string>
#include <string_view>

#include "searcher/answer.h"

namespace dateline {

/// What every chart begins with, and hardly another drawing.
inline constexpr std::string_view chart_begin = "<svg class=\"dateline-timeline\"";

/// The timeline of the answer, which must have one, as a chart for web pages and print: a bar a bucket on a
/// scale of time, that of a second query beside it, stretches of which the archive has no article shaded.
/// Each bar tells its numbers to who points at it. It needs no fonts, scripts or other files, and whatever
/// comes from outside is escaped.
[[nodiscard]] std::string timeline_svg(const Answer& answer);

}  // namespace dateline
