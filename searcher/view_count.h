#pragma once

#include <cstdint>

#include <xapian.h>

#include "common/archive/archive.h"
#include "searcher/request.h"

namespace dateline {

/// Counts articles as an answer counts them: living ones, and one of each story where copies are folded.
class ViewCounter {
public:
    /// The archive must outlive this.
    ViewCounter(const Archive& archive, const CopiesRequest& copies);

    /// Throws what Xapian throws.
    [[nodiscard]] std::uint64_t count(const Xapian::Query& query) const;

private:
    const Archive& archive_;
    bool folds_;
};

}  // namespace dateline
