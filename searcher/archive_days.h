#pragma once

#include <cstdint>
#include <map>

#include "common/archive/archive.h"
#include "common/dates.h"
#include "searcher/answer.h"
#include "searcher/buckets.h"

namespace dateline {

/// How many articles the archive has of each day; copies count. For months and years, those of each at its
/// first day. It is read off the terms of days, months or years, so it takes no look at articles but the dead
/// ones; and as an archive is one moment, what was read once is kept.
class ArchiveDays {
public:
    /// The archive must outlive this.
    explicit ArchiveDays(const Archive& archive) : archive_(archive) {}

    /// Those from the first to the last at least; they stay until the next call. Throws what Xapian throws.
    [[nodiscard]] const Days& between(TimeUnit unit, Day first, Day last);

private:
    struct Known {
        Day first;
        Day last;
        Days days;
    };

    const Archive& archive_;
    std::map<TimeUnit, Known> known_;
};

/// Holds a timeline against those days, which must reach from the begin of its first bucket to the end of its
/// last: how many articles the archive has of each bucket, and where it has none.
void hold_against(Timeline& timeline, const Days& archive_days);

}  // namespace dateline
