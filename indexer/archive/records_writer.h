#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "common/archive/descriptor.h"
#include "common/archive/records_file.h"

struct ZSTD_CCtx_s;

namespace dateline {

/// Writes the stored articles of a segment or a part (records_file.h). Nothing is synced. Functions throw
/// Error.
class RecordsWriter {
public:
    explicit RecordsWriter(std::filesystem::path path);
    ~RecordsWriter();
    RecordsWriter(const RecordsWriter&) = delete;
    RecordsWriter& operator=(const RecordsWriter&) = delete;

    /// Appends one record.
    void add(std::string_view record);

    /// Appends all records of another file, its blocks as they are.
    void add(const RecordsFile& file);

    /// Writes what is still in hand. Without it the file cannot be read.
    void finish();

private:
    void write_block();

    Descriptor file_;
    ZSTD_CCtx_s* compressor_;
    std::string content_;  ///< of the block in hand
    std::string stored_;
    RecordsBlock block_;
    std::string directory_;
};

}  // namespace dateline
