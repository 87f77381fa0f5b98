#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/archive/descriptor.h"
#include "indexer/copies/copy_words.h"
#include "indexer/copies/sketch_file.h"

namespace dateline {

/// Writes what the search for copies needs of a segment: its sketches, which go into the part; and its texts
/// in words, so that the articles of a batch can be compared without being read and cut into words again.
/// These are gone with the segment, and no other process reads them. Functions throw Error.
class SegmentTextsWriter {
public:
    SegmentTextsWriter(const std::filesystem::path& segment, std::uint64_t documents);

    /// The text of the next document.
    void add(const CopyText& text);
    void finish();

private:
    struct Entry {
        SketchBucket bucket;
        SketchEntry entry;
        auto operator<=>(const Entry&) const = default;
    };

    std::vector<Entry> entries_;
    SketchWriter sketches_;
    Descriptor texts_;
    std::string bytes_;
    std::vector<std::uint64_t> ends_;  ///< of the texts, in bytes
};

/// The texts of a segment of this run.
class SegmentTexts {
public:
    explicit SegmentTexts(const std::filesystem::path& segment);

    [[nodiscard]] CopyText text(Xapian::docid document) const;

private:
    Descriptor file_;
    std::vector<std::uint64_t> ends_;
};

}  // namespace dateline
