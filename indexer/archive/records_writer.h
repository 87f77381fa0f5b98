#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive/descriptor.h"
#include "common/archive/records_file.h"
#include "indexer/archive/run_dictionary.h"

namespace dateline {

/// Writes the stored articles of a segment or a part (records_file.h). Nothing is synced. Functions throw
/// Error.
class RecordsWriter {
public:
    /// What is added record by record is compressed with the dictionary of the run, if there is one when
    /// `finish` is called or some megabytes are in hand.
    explicit RecordsWriter(std::filesystem::path path, RunDictionary* of_run = nullptr);
    RecordsWriter(const RecordsWriter&) = delete;
    RecordsWriter& operator=(const RecordsWriter&) = delete;

    /// Appends one record.
    void add(std::string_view record);

    /// Appends all records of another file, its blocks as they are. A dictionary that is here already is not
    /// stored again.
    void add(const RecordsFile& file);

    /// Writes what is still in hand, and every dictionary once more: one that is damaged would take all
    /// articles with it. Without it the file cannot be read.
    void finish();

private:
    void choose_dictionary();
    void write_blocks();
    void write_block(std::size_t first, std::size_t end);
    void compress(std::string_view content);
    void copy(const RecordsFile& file, std::uint64_t from, std::uint64_t end);
    void put_dictionary(const std::string& frame, std::uint64_t bytes);
    std::size_t number_of(const std::string& frame, std::uint64_t bytes);
    void use(std::size_t dictionary);

    struct Stored {
        std::string frame;
        std::uint64_t bytes;
    };

    Descriptor file_;
    RecordsCompressor compressor_;
    RunDictionary* of_run_;
    const RecordsDictionary* dictionary_ = nullptr;
    bool chosen_;
    std::string content_;            ///< records in hand, each behind its length
    std::vector<std::size_t> ends_;  ///< of each in it
    std::string stored_;             ///< frames of the block in hand
    std::string directory_;
    std::vector<Stored> dictionaries_;  ///< of the file
    std::size_t current_ = 0;           ///< the one that the directory's next block would have; from 1
};

}  // namespace dateline
