#include "searcher/recency.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "common/archive/values.h"
#include "common/fields.h"

namespace dateline {

std::string RecencySource::get_description() const {
    return fmt::format("recent, half after {} days", half_life_);
}

void RecencySource::init(const Xapian::Database& part) {
    DocumentFilter::init(part);
    set_maxweight(weight_);
    const std::uint32_t slot = field(FieldId::published).slot;
    dates_ = part.valuestream_begin(slot);
    end_ = part.valuestream_end(slot);
    document_ = 0;
}

bool RecencySource::matches(Xapian::docid document) {
    document_ = document;
    if (dates_ != end_ && dates_.get_docid() < document) dates_.skip_to(document);
    return true;
}

double RecencySource::get_weight() const {
    if (dates_ == end_ || dates_.get_docid() != document_) return weight_ * floor;
    const std::optional<Day> day = values::day(*dates_);
    if (!day) return weight_ * floor;
    const auto age = static_cast<double>(std::max<std::int64_t>(0, (today_ - *day).count()));
    return weight_ * std::max(floor, std::exp2(-age / half_life_));
}

}  // namespace dateline
