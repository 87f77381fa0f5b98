#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// What common programs write although JSON does not allow it, made JSON: NaN and Infinity (Python) become
/// null, half of a surrogate pair (text cut in the middle of an emoji) "\ufffd", whole numbers beyond 64 bits
/// strings. Nothing when there is nothing of that kind in it.
[[nodiscard]] std::optional<std::string> repaired_json(std::string_view json);

/// True when the text has an escaped surrogate, which may be half a pair: parsers differ about those.
[[nodiscard]] bool has_surrogate_escape(std::string_view json);

}  // namespace dateline
