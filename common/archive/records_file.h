#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive/descriptor.h"

struct ZSTD_DCtx_s;

namespace dateline {

/// The stored articles of a part: records in the order of the part's documents, a few together in blocks that
/// are compressed with zstd. They stand beside the database and not in it because Xapian would compress each
/// alone with zlib, which is slower and takes 1.4 times the space (Reuters-21578); and because blocks can be
/// joined without being read.
///
/// On disk: the blocks; the directory, an entry a block; the trailer. See docs/archive-format.md.
class RecordsFile {
public:
    /// Opens the file; its directory is read when the first record is asked for. Throws Error.
    explicit RecordsFile(std::filesystem::path path);

    [[nodiscard]] std::uint64_t size() const;

    /// The record of that document of the part, counted from 1. Not for several threads. Throws Error when
    /// there is none or it is damaged.
    [[nodiscard]] std::string_view record(std::uint64_t document) const;

    /// Where the blocks end, and the directory behind them as it is on disk.
    struct Directory {
        std::uint64_t blocks_end = 0;
        std::string bytes;
    };
    [[nodiscard]] Directory directory() const;

    [[nodiscard]] const Descriptor& file() const { return file_; }

private:
    struct Block {
        std::uint64_t offset;
        std::uint64_t first;  ///< the number of documents before its own
        std::uint64_t stored_bytes;
        std::uint64_t bytes;
    };

    void read_directory() const;
    void read_block(std::size_t index) const;

    Descriptor file_;
    mutable std::vector<Block> blocks_;  ///< and one behind the last
    mutable std::size_t current_ = 0;    ///< the block that `records_` holds
    mutable std::string content_;
    mutable std::vector<std::string_view> records_;
    struct FreeDecompressor {
        void operator()(ZSTD_DCtx_s* decompressor) const;
    };
    mutable std::unique_ptr<ZSTD_DCtx_s, FreeDecompressor> decompressor_;  ///< made for the first block
};

/// An entry of the directory.
struct RecordsBlock {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;         ///< of its content
    std::uint64_t stored_bytes = 0;  ///< of its zstd frame
};

void put_entry(std::string& directory, const RecordsBlock& block);

/// What stands behind the directory: its length in 8 bytes, least significant first; its hash in 16; a mark.
[[nodiscard]] std::string records_trailer(std::string_view directory);

}  // namespace dateline
