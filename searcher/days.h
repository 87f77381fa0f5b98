#pragma once

#include <xapian.h>

#include "common/dates.h"
#include "common/fields.h"

namespace dateline {

/// Articles whose date lies in the range, whichever way is fastest: terms of years, months and days when few
/// of them make up the range, else the values of the slot. An open end reaches to the archive's first or last
/// date. The field is of kind date.
[[nodiscard]] Xapian::Query days_query(const Field& field, const DayRange& range,
                                       const Xapian::Database& database);

}  // namespace dateline
