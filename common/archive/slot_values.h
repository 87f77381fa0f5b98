#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/archive/name_lists.h"

namespace dateline {

/// Calls with a cache full of the documents at a time.
template <typename Use>
void for_each_some(std::span<const Xapian::docid> documents, Use use) {
    constexpr std::size_t at_once = 1024;
    for (std::size_t first = 0; first < documents.size(); first += at_once)
        use(documents.subspan(first, std::min(at_once, documents.size() - first)));
}

/// Reads one slot of many documents of a part, in their order: dates from the part's columns; all else, and
/// all of a part that has no columns, out of the database. Of names, SlotNames reads faster.
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
        for_each_some(documents, [&](std::span<const Xapian::docid> some) {
            for (const std::string_view value : read(some)) use(value);
        });
    }

private:
    void read_from_database(std::span<const Xapian::docid> documents);

    const SlotColumn* column_;
    Xapian::ValueIterator next_;
    Xapian::ValueIterator end_;
    std::deque<std::string> kept_;  ///< what the views of values out of the database are of
    std::vector<std::string_view> values_;
};

/// Puts into `lengths` how many words each of these documents of a part has: from its columns, and out of the
/// database where it has none. The documents are in order; `part` is its place in the manifest.
void read_lengths(const Archive& archive, std::size_t part, std::span<const Xapian::docid> documents,
                  std::span<std::uint32_t> lengths);

/// Reads the names of one field of many documents of a part, in their order.
class SlotNames {
public:
    /// As SlotValues; `slot` is that of a faceted field.
    SlotNames(const Archive& archive, std::size_t part, std::uint32_t slot, bool with_marks);

    /// Appends the names of these documents, as SlotValues reads them.
    void read(std::span<const Xapian::docid> documents, NameLists& names);

    /// Calls with all of them, a cache full at a time.
    template <typename Use>
    void for_each(std::span<const Xapian::docid> documents, Use use) {
        for_each_some(documents, [&](std::span<const Xapian::docid> some) {
            names_.clear();
            read(some, names_);
            use(std::as_const(names_));
        });
    }

private:
    const SlotColumn* column_;
    std::optional<SlotValues> values_;  ///< where there is no column
    bool with_marks_;
    NameLists names_;
};

}  // namespace dateline
