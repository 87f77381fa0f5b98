#include "searcher/score_part.h"

#include <algorithm>
#include <cmath>

namespace dateline {

double RecencyCurve::at(std::optional<Day> published) const {
    if (!published) return floor;
    const auto age = static_cast<double>(std::max<std::int64_t>(0, (today - *published).count()));
    return std::max(floor, std::exp2(-age / half_life));
}

}  // namespace dateline
