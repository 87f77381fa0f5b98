#pragma once

#include <string>
#include <string_view>

#include "common/article.h"

namespace dateline {

/// The article as bytes, for storing it: one entry a value, each the field's id (FieldId), the length and the
/// bytes, in the order of the table. The same article always gives the same bytes.
[[nodiscard]] std::string to_record(const Article& article);

/// The article of a record. Entries of fields unknown to this version are passed over. Throws Error when the
/// bytes are damaged.
[[nodiscard]] Article from_record(std::string_view record);

}  // namespace dateline
