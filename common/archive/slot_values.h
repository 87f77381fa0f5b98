#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"

namespace dateline {

/// Reads one slot of many documents of a part, in their order: from the part's columns, and out of the
/// database where it has none.
class SlotValues {
public:
    /// `part` is its place in the manifest. The archive must outlive this.
    SlotValues(const Archive& archive, std::size_t part, std::uint32_t slot);

    /// The values of these documents, numbers of the part in order and behind those that were read before;
    /// empty for one without. They stay until the next call. Throws Error, and what Xapian throws.
    [[nodiscard]] std::span<const std::string_view> read(std::span<const Xapian::docid> documents);

    /// Reads all of them, a cache full at a time.
    template <typename Use>
    void for_each(std::span<const Xapian::docid> documents, Use use) {
        constexpr std::size_t at_once = 1024;
        for (std::size_t first = 0; first < documents.size(); first += at_once) {
            const auto some = documents.subspan(first, std::min(at_once, documents.size() - first));
            for (const std::string_view value : read(some)) use(value);
        }
    }

private:
    void read_from_database(std::span<const Xapian::docid> documents);

    const SlotColumn* column_;
    Xapian::ValueIterator next_;
    Xapian::ValueIterator end_;
    std::deque<std::string> kept_;  ///< what the views of values out of the database are of
    std::vector<std::string_view> values_;
};

}  // namespace dateline
