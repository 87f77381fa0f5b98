#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace dateline {

/// How many slips of the finger turn one text into the other: a character left out, added, replaced, or
/// swapped with its neighbour (no stretch is edited twice). Counted in characters of UTF-8; broken bytes
/// are all one and the same character. Never more than `limit` + 1, which means "further than the limit";
/// the time is proportional to the length times the limit.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The candidate that a person who typed `word` most likely meant: the closest one, letters A to Z in any
/// case, at most a third of the word's characters away (one at least); the earlier of two that are equally
/// close. Nothing when none is that close. The answer points into `candidates`.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      std::span<const std::string_view> candidates);

}  // namespace dateline
