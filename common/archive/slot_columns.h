#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/mapped_file.h"

namespace dateline {

/// The values of one slot of all documents of a part, side by side in a file that is looked at where it is.
/// It says nothing that the database does not say: but reading a slot out of that takes microseconds an
/// article, and facets and timelines look at every article that matches.
class SlotColumn {
public:
    SlotColumn() = default;

    /// The bytes of a column, which must outlive this.
    SlotColumn(std::string_view bytes, std::uint64_t documents);

    /// Puts the value of each document into `values`, empty where it has none. The documents are in order and
    /// of this part. Throws Error when the column is damaged.
    void read(std::span<const Xapian::docid> documents, std::span<std::string_view> values) const;

private:
    [[nodiscard]] std::string_view values_from(std::uint64_t group) const;

    std::string_view starts_;
    std::string_view values_;
};

/// The columns of a part, in one file. On disk: for each column the starts of every 64th value, then the
/// values, each behind its length; the directory; its length and a mark. See docs/archive-format.md.
class SlotColumns {
public:
    /// Throws Error when the file cannot be read or is damaged.
    SlotColumns(const std::filesystem::path& file, std::uint64_t documents);

    /// Nullptr for a slot that has no column.
    [[nodiscard]] const SlotColumn* of(std::uint32_t slot) const;

private:
    MappedFile file_;
    std::map<std::uint32_t, SlotColumn> columns_;
};

/// The slots that have columns: those of faceted fields and of the date.
[[nodiscard]] std::vector<std::uint32_t> slots_with_columns();

/// Of so many values in a column, the place of the first is written down.
constexpr std::uint64_t values_in_group = 64;

/// An entry of the directory: the slot and the bytes of its column.
void put_entry(std::string& directory, std::uint32_t slot, std::uint64_t bytes);

/// What stands behind the directory.
[[nodiscard]] std::string columns_trailer(std::string_view directory);

}  // namespace dateline
