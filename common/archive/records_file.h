#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive/descriptor.h"
#include "common/archive/records_directory.h"

struct ZSTD_DCtx_s;
struct ZSTD_DDict_s;

namespace dateline {

/// The stored articles of a part: records in the order of the part's documents, a few together in blocks that
/// are compressed with zstd. They stand beside the database and not in it because Xapian would compress each
/// alone with zlib, which is slower and takes 1.5 times the space (Reuters-21578); and because blocks can be
/// joined without being read.
///
/// Blocks are made of small pieces that share a dictionary, so that one record is read for a seventh of the
/// work of a whole block; without a dictionary, where there is too little to train one, a block is one piece.
///
/// On disk: the blocks, and among them the dictionaries; the directory, an entry for each; the trailer. See
/// docs/archive-format.md.
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

    /// The dictionary that most of the content is compressed with.
    struct MostUsed {
        std::string frame{};      ///< as it is stored; empty when there is no dictionary that reads
        std::uint64_t bytes = 0;  ///< of the content that needs it
    };
    [[nodiscard]] MostUsed most_used_dictionary() const;

    /// How many dictionaries do not read, spares among them. While a spare reads, all articles do; but they
    /// depend on it.
    [[nodiscard]] std::size_t damaged_dictionaries() const;

private:
    struct Block {
        std::uint64_t offset;
        std::uint64_t first;  ///< the number of documents before its own
        std::uint64_t stored_bytes;
        std::uint64_t bytes;
        std::size_t dictionary;  ///< from 1; 0: none
    };
    struct FreeZstd {
        void operator()(ZSTD_DCtx_s* decompressor) const;
        void operator()(ZSTD_DDict_s* dictionary) const;
    };
    struct Dictionary {
        std::uint64_t offset;
        std::uint64_t bytes;
        std::uint64_t stored_bytes;
        std::unique_ptr<ZSTD_DDict_s, FreeZstd> loaded{};  ///< once a block has needed it
    };

    void read_directory() const;
    void load_block(std::size_t index) const;
    void read_piece(std::size_t index) const;
    [[nodiscard]] std::string readable_frame(std::size_t number) const;
    [[nodiscard]] const ZSTD_DDict_s* dictionary(std::size_t number) const;

    Descriptor file_;
    mutable std::vector<Block> blocks_;  ///< and one behind the last
    mutable std::vector<Dictionary> dictionaries_;
    mutable std::size_t block_ = 0;  ///< whose bytes `stored_` holds
    mutable std::string stored_;
    mutable std::vector<RecordsPiece> pieces_;  ///< of that block
    mutable std::string_view frames_;           ///< of these pieces, in `stored_`
    mutable std::size_t piece_ = 0;             ///< whose records `records_` holds
    mutable std::unique_ptr<char[]> content_;
    mutable std::size_t content_room_ = 0;
    mutable std::vector<std::string_view> records_;
    mutable std::unique_ptr<ZSTD_DCtx_s, FreeZstd> decompressor_;  ///< made for the first block
};

}  // namespace dateline
