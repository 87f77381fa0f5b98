#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/descriptor.h"
#include "common/archive/mapped_file.h"
#include "common/dates.h"
#include "indexer/copies/sketch.h"

namespace dateline {

/// Days of publication that stand together in the file, as one number; that of undated articles is 0.
using SketchBucket = std::uint64_t;
inline constexpr std::uint64_t bucket_days = 16;
[[nodiscard]] SketchBucket bucket_of(const std::optional<Day>& published);

/// A fingerprint and a document of the part whose sketch has it.
struct SketchEntry {
    Fingerprint fingerprint = 0;
    Xapian::docid document = 0;
    auto operator<=>(const SketchEntry&) const = default;
};

/// The sketches of all articles of a part: which documents of some days have a fingerprint. Nothing of it is
/// read but what is asked for, however large the archive is.
///
/// On disk: entries in the order of buckets, then fingerprints, then documents; the directory of the buckets;
/// the trailer. See docs/archive-format.md.
class SketchFile {
public:
    struct Bucket {
        SketchBucket bucket = 0;
        std::uint64_t first = 0;  ///< the number of entries before its own
        std::uint64_t entries = 0;
    };

    /// Of a part with so many documents. Throws Error when the file is missing or damaged.
    SketchFile(const std::filesystem::path& path, std::uint64_t documents);

    [[nodiscard]] const std::vector<Bucket>& buckets() const { return buckets_; }

    /// Throws Error when the document is none of the part.
    [[nodiscard]] SketchEntry entry(std::uint64_t index) const;
    [[nodiscard]] Fingerprint fingerprint(std::uint64_t index) const;

    /// The first of the entries from `from` to before `end`, which are of one bucket, with that fingerprint
    /// or a greater one; `end` when there is none. Fast when it is near to `from`.
    [[nodiscard]] std::uint64_t seek(Fingerprint fingerprint, std::uint64_t from, std::uint64_t end) const;

private:
    void read_directory();
    [[noreturn]] void damaged() const;

    std::filesystem::path path_;
    std::uint64_t documents_;
    MappedFile file_;
    std::vector<Bucket> buckets_;
    std::size_t document_bytes_ = 0;
    std::size_t entry_bytes_ = 0;
};

/// Writes such a file. Nothing is synced. Functions throw Error.
class SketchWriter {
public:
    /// For a part with so many documents.
    SketchWriter(std::filesystem::path path, std::uint64_t documents);

    /// In order.
    void add(SketchBucket bucket, SketchEntry entry);

    /// Without it the file cannot be read.
    void finish();

private:
    void close_bucket();

    Descriptor file_;
    std::size_t document_bytes_;
    std::string bytes_;  ///< not written yet
    std::string directory_;
    SketchFile::Bucket bucket_;
    SketchBucket bucket_before_ = 0;
};

/// A file, and how many documents its part has.
struct SketchPiece {
    std::filesystem::path file;
    std::uint64_t documents = 0;
};
/// Makes the file of a part that is made of others, in this order: documents are numbered on from one to the
/// next. Throws Error.
void merge_sketches(const std::vector<SketchPiece>& pieces, const std::filesystem::path& merged);

/// What stands behind the entries: the directory, its length in 8 bytes, least significant first, its hash in
/// 16, a mark.
[[nodiscard]] std::string sketch_trailer(std::string_view directory);

}  // namespace dateline
