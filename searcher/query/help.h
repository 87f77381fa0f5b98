#pragma once

#include <string>
#include <string_view>

#include "common/fields.h"

namespace dateline {

/// What --help-query prints: every operator with an example, what binds tightest, every field; made from the
/// tables of operators and fields, so that it cannot promise what the parser does not do.
[[nodiscard]] std::string query_help();

/// What --fields prints: every field with what it takes, its other names and an example.
[[nodiscard]] std::string field_help();

/// What may stand behind the colon: "words", "one whole name", "a date or a range", "one exact value".
[[nodiscard]] std::string_view what_a_field_takes(FieldKind kind);

}  // namespace dateline
