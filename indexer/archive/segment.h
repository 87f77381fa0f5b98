#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "common/archive/name_book.h"
#include "common/article.h"
#include "common/hash.h"
#include "indexer/archive/naming.h"
#include "indexer/archive/run_dictionary.h"

namespace dateline {

/// An article on its way into the archive.
struct Incoming {
    Article article;
    Hash128 fingerprint;
    bool named =
        false;  ///< has the names and the language that it is indexed with: it comes out of the archive
};

/// Articles a segment: few enough for the database to stay in the processor's caches while it is written.
inline constexpr std::size_t segment_size = 1000;

/// Writes the articles into a new database, the first as document 1 and so on; `dictionary`, if any, is for
/// the stored articles. Throws Error.
void write_segment(const std::filesystem::path& folder, const std::vector<Incoming>& articles,
                   class DocumentMaker& maker, RunDictionary* dictionary = nullptr);

/// Threads that each write segments of their own.
class SegmentWriters {
public:
    /// Articles that are not named yet get names and language by the threads. The dictionary must outlive
    /// this.
    SegmentWriters(std::size_t threads, GrowingNameBook& names, const Naming& naming,
                   RunDictionary* dictionary = nullptr);
    ~SegmentWriters();
    SegmentWriters(const SegmentWriters&) = delete;
    SegmentWriters& operator=(const SegmentWriters&) = delete;

    /// Hands a segment over to be written; waits while every thread is busy and one more segment is waiting.
    void write(std::filesystem::path folder, std::vector<Incoming> articles);

    /// Waits until all that was handed over is written. Rethrows the first error a thread met, here or at the
    /// next `write`.
    void finish();

private:
    struct Job {
        std::filesystem::path folder;
        std::vector<Incoming> articles;
    };

    void work(GrowingNameBook& names, const Naming& naming);
    void rethrow_failure();

    RunDictionary* dictionary_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    std::size_t busy_ = 0;
    bool closing_ = false;
    std::exception_ptr failure_;
    std::vector<std::jthread> threads_;
};

}  // namespace dateline
