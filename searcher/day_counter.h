#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "searcher/buckets.h"

namespace dateline {

/// Counts articles by their day. Most archives are of some decades: the days of these are a row of numbers,
/// those far away stand apart.
class DayCounter {
public:
    /// An article whose date has that part of its day, see values::day_part.
    void see(std::uint32_t day_part) {
        // What lies before the row is far behind it, too: the difference has no sign.
        const std::uint32_t place = day_part - first_;
        if (place < row_.size()) {
            ++row_[place];
        } else {
            see_outside(day_part);
        }
    }

    /// One that was seen without a day turns out to have some.
    void one_less_undated() { --undated_; }

    [[nodiscard]] DayCounts counts() const;

private:
    void see_outside(std::uint32_t day_part);

    std::uint32_t first_ = 0;  ///< the part of the day that the row begins with
    std::vector<std::uint32_t> row_;
    std::map<std::uint32_t, std::uint64_t> far_;
    std::uint64_t undated_ = 0;
};

}  // namespace dateline
