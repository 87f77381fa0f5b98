#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/text/fold.h"
#include "searcher/answer.h"

namespace dateline {

/// What is told of articles that are copies of one of that source: earliest first, undated ones last, ties
/// by id. Those of the same source, case and the like aside, are its versions.
[[nodiscard]] std::vector<HitCopy> hit_copies(const Archive& archive,
                                              const std::vector<Xapian::docid>& documents,
                                              std::string_view source, Folder& folder);

/// How much later than the first the other came, as exactly as both are known: in seconds where both have a
/// clock, else in days. Negative when it came earlier.
struct Lag {
    std::int64_t amount = 0;
    bool in_seconds = false;

    bool operator==(const Lag&) const = default;
};

/// Nothing when one of them has no date.
[[nodiscard]] std::optional<Lag> lag(const std::optional<Timestamp>& first,
                                     const std::optional<Timestamp>& other);

/// "+2 h 10 min", "+3 days", "same day"; "undated" for none.
[[nodiscard]] std::string to_string(const std::optional<Lag>& lag);

}  // namespace dateline
