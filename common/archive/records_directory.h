#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// An entry of the directory of stored articles (records_file.h). Without records it is no block: with bytes
/// it is a dictionary, which from there on is the current one; with none it says by `stored_bytes` which
/// dictionary of the file, counted from 1, is current from there on, or that none is (0).
struct RecordsBlock {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;         ///< of its content
    std::uint64_t stored_bytes = 0;  ///< in the file

    [[nodiscard]] bool is_dictionary() const { return records == 0 && bytes > 0; }
    [[nodiscard]] bool is_choice() const { return records == 0 && bytes == 0; }
};

void put_entry(std::string& directory, const RecordsBlock& block);

/// Takes an entry off the front; nothing when there is none that reads.
[[nodiscard]] std::optional<RecordsBlock> take_entry(std::string_view& directory);

/// What stands behind the directory: its length in 8 bytes, least significant first; its hash in 16; a mark.
/// Programs that know no dictionaries refuse the mark of a file that has some.
[[nodiscard]] std::string records_trailer(std::string_view directory, bool has_dictionaries = false);

/// Bytes of every trailer.
inline constexpr std::size_t records_trailer_bytes = 40;

/// One zstd frame of a block that is compressed with a dictionary: few records, so that one is read without
/// many others. The table of its pieces stands before them, as a frame that zstd passes over.
struct RecordsPiece {
    std::uint64_t records = 0;
    std::uint64_t stored_bytes = 0;
};

[[nodiscard]] std::string piece_table(const std::vector<RecordsPiece>& pieces);

[[nodiscard]] bool has_piece_table(std::string_view block);

/// Takes the table off the front of a block that has one. False when it is damaged, or when the pieces are
/// not exactly what follows it.
[[nodiscard]] bool take_piece_table(std::string_view& block, std::vector<RecordsPiece>& pieces);

/// The frame of a dictionary holds no more than that.
inline constexpr std::uint64_t largest_dictionary = 1 << 20;

/// The dictionary in a zstd frame; nothing when it is none, or damaged.
[[nodiscard]] std::optional<std::string> dictionary_in(std::string_view frame);

}  // namespace dateline
