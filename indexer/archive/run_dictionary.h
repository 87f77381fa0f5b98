#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

struct ZSTD_CCtx_s;
struct ZSTD_CDict_s;

namespace dateline {

/// A dictionary of zstd's that stored articles are compressed with. For any number of threads.
class RecordsDictionary {
public:
    /// Out of what a file of records has stored. Throws Error when it does not read.
    explicit RecordsDictionary(std::string frame);

    /// The frame that stores it.
    [[nodiscard]] const std::string& frame() const { return frame_; }
    /// Bytes of its content.
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    [[nodiscard]] const ZSTD_CDict_s* prepared() const { return prepared_.get(); }

private:
    struct Free {
        void operator()(ZSTD_CDict_s* prepared) const;
    };

    std::string frame_;
    std::uint64_t bytes_ = 0;
    std::unique_ptr<ZSTD_CDict_s, Free> prepared_;
};

/// zstd, as all stored articles are compressed with: level and checksums. Throws std::bad_alloc.
struct FreeCompressor {
    void operator()(ZSTD_CCtx_s* compressor) const;
};
using RecordsCompressor = std::unique_ptr<ZSTD_CCtx_s, FreeCompressor>;
[[nodiscard]] RecordsCompressor make_records_compressor();

/// Content of a piece of a block (RecordsPiece), at least. On Reuters-21578, 4 KiB save 1.6 % of the space,
/// and a record takes 1.6 times as long to be read.
inline constexpr std::size_t piece_bytes = 2 << 10;

/// Content of a block, at least.
inline constexpr std::size_t block_bytes = 32 << 10;

/// The one dictionary that all that a run stores is compressed with. That which most of the archive uses is
/// taken over, lest each night add its own; only when there is none, or it does not fit what comes in now,
/// one is trained, at most once a run, by the first thread that asks while the others wait a tenth of a
/// second. For several threads.
class RunDictionary {
public:
    /// Sees what the parts have; once, before anything is asked. What does not read there is passed over.
    void prepare(const std::vector<std::filesystem::path>& parts);
    [[nodiscard]] bool is_prepared() const { return prepared_; }

    /// Samples of what is stored, while they are wanted.
    [[nodiscard]] bool wants_samples() const { return !samples_.full; }
    void add_sample(std::string_view record);

    /// The same of what is to be stored later: without the names and languages that only the threads find,
    /// so worth less, but there when the first of these asks. In the order in which it will be stored.
    [[nodiscard]] bool wants_previews() const { return !previews_.full; }
    void add_preview(std::string_view record);

    /// Nothing when there is too little to train one with, or none that helps.
    [[nodiscard]] const RecordsDictionary* get();

private:
    struct Samples {
        std::string bytes;
        std::vector<std::size_t> sizes;
        std::atomic<bool> full = false;

        void add(std::string_view record);
        void close();
    };

    void sample_of(const std::filesystem::path& records);
    void add_previews_to_samples();
    [[nodiscard]] std::unique_ptr<RecordsDictionary> trained() const;
    [[nodiscard]] bool helps(const RecordsDictionary& dictionary) const;

    bool prepared_ = false;
    std::mutex mutex_;
    Samples samples_;
    Samples previews_;
    std::unique_ptr<RecordsDictionary> offered_;  ///< by the archive, until it is known whether it helps
    std::unique_ptr<RecordsDictionary> dictionary_;
    bool has_trained_ = false;
};

}  // namespace dateline
