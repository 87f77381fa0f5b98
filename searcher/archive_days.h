#pragma once

#include <cstdint>
#include <map>

#include "common/archive/archive.h"
#include "common/dates.h"
#include "searcher/answer.h"

namespace dateline {

/// How many articles the archive has of each day from the first to the last, those of days without any left
/// out; copies count. For months and years, those of each at its first day. It is read off the terms of days,
/// months or years, so it takes no look at articles but the dead ones.
[[nodiscard]] std::map<Day, std::uint64_t> articles_by_day(const Archive& archive, TimeUnit unit, Day first,
                                                           Day last);

/// Holds a timeline against those days, which must reach from the begin of its first bucket to the end of its
/// last: how many articles the archive has of each bucket, and where it has none.
void hold_against(Timeline& timeline, const std::map<Day, std::uint64_t>& archive_days);

}  // namespace dateline
