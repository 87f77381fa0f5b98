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
#include "common/archive/name_lists.h"

namespace dateline {

/// The values of one slot of all documents of a part, side by side in a file that is looked at where it is.
/// It says nothing that the database does not say: but reading a slot out of that takes microseconds an
/// article, and facets and timelines look at every article that matches.
///
/// A column is made of blocks, each of so many documents and with a hash. A block is held against it when it
/// is first looked at: a flipped bit must not change a count, and who asks for few articles of millions shall
/// not read the rest.
class SlotColumn {
public:
    /// The bytes of the file from its begin, where in them those of the column begin, and its entries in the
    /// directory; all must outlive this. Behind each block there are 40 bytes at least,
    /// which the trailer is: numbers are read several at once.
    SlotColumn(const std::filesystem::path& file, std::string_view bytes, std::uint64_t begin,
               std::string_view entries, std::uint64_t documents);

    /// Appends the names of each document to the lists. The documents are of this part, and the column is of
    /// names. Throws Error, as does `read_dates`, when a block that is looked at is damaged.
    void read_names(std::span<const Xapian::docid> documents, bool with_marks, NameLists& names) const;

    /// Puts the date of each document into `values`, empty where it has none. The column is of dates.
    void read_dates(std::span<const Xapian::docid> documents, std::span<std::string_view> values) const;

    /// Puts into `lengths` how many words each document has. The column is `lengths_column`.
    void read_lengths(std::span<const Xapian::docid> documents, std::span<std::uint32_t> lengths) const;

    [[noreturn]] void damaged() const;

private:
    template <typename IsSound>
    [[nodiscard]] std::string_view block(std::uint64_t number, IsSound is_sound) const;
    [[nodiscard]] std::uint64_t documents_of(std::uint64_t block) const;

    const std::filesystem::path& file_;
    std::string_view bytes_;
    std::uint64_t begin_;
    std::string_view entries_;
    std::uint64_t documents_;
    mutable std::vector<bool> is_checked_;  ///< of each block; an archive is read by one thread
};

/// The columns of a part, in one file. See docs/archive-format.md.
class SlotColumns {
public:
    /// Of a part with so many documents. Throws Error when the file cannot be read or is damaged.
    SlotColumns(const std::filesystem::path& file, std::uint64_t documents);

    /// Nullptr for a slot that has no column.
    [[nodiscard]] const SlotColumn* of(std::uint32_t slot) const;

    /// True for a file of an older program, whose columns are not read: it has none then.
    [[nodiscard]] bool is_of_older_program() const { return is_older_; }

private:
    void read_directory(std::string_view directory, std::string_view blocks, std::uint64_t documents);

    std::filesystem::path path_;
    MappedFile file_;
    bool is_older_ = false;
    std::map<std::uint32_t, SlotColumn> columns_;
};

/// What stands for a slot in the column of lengths, which are no slot's. Articles are weighed by their
/// length, and the database would look through the lengths of all articles between two of them.
constexpr std::uint32_t lengths_column = ~std::uint32_t{0} - 1;

/// The slots that have columns: those of faceted fields and of the date.
[[nodiscard]] std::vector<std::uint32_t> slots_with_columns();
[[nodiscard]] bool is_slot_of_dates(std::uint32_t slot);

/// Documents whose values stand in one block: some kilobytes, so that few are read in vain for one document,
/// and the hashes take less than a hundredth of the file.
constexpr std::uint64_t documents_in_block = 1024;

/// The block of names of some documents, that of their dates, as slots have these, and that of their lengths.
[[nodiscard]] std::string block_of_names(const NameLists& names);
[[nodiscard]] std::string block_of_dates(std::span<const std::string> dates);
[[nodiscard]] std::string block_of_lengths(const std::vector<std::uint32_t>& lengths);

/// What stands in the directory: the number of documents; for each column its slot, then for each block of it
/// an entry, with the place in the file where it ends.
[[nodiscard]] std::string directory_begin(std::uint64_t documents);
void put_column(std::string& directory, std::uint32_t slot);
void put_entry(std::string& directory, std::uint64_t end, std::string_view block);

/// What stands behind the directory.
[[nodiscard]] std::string columns_trailer(std::string_view directory);

}  // namespace dateline
