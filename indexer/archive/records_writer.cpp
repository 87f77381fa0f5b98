#include "indexer/archive/records_writer.h"

#include <algorithm>
#include <fcntl.h>
#include <new>
#include <utility>
#include <zstd.h>

#include "common/archive/varint.h"
#include "common/error.h"

namespace dateline {

namespace {

/// Bytes a block holds before it is closed. On Reuters-21578 twice as many save 5 % of the space, and an
/// answer of ten articles, each from another block, reads twice as much.
constexpr std::size_t block_bytes = 32 << 10;

/// Of zstd's. On Reuters-21578 level 1 takes 5 % more space, level 6 saves 4 %.
constexpr int compression_level = 3;

}  // namespace

RecordsWriter::RecordsWriter(std::filesystem::path path)
    : file_(std::move(path), O_WRONLY | O_CREAT | O_TRUNC), compressor_(ZSTD_createCCtx()) {
    if (compressor_ == nullptr) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(compressor_, ZSTD_c_compressionLevel, compression_level);
    ZSTD_CCtx_setParameter(compressor_, ZSTD_c_checksumFlag, 1);
}

RecordsWriter::~RecordsWriter() {
    ZSTD_freeCCtx(compressor_);
}

void RecordsWriter::add(std::string_view record) {
    put_varint(content_, record.size());
    content_ += record;
    ++block_.records;
    if (content_.size() >= block_bytes) write_block();
}

void RecordsWriter::add(const RecordsFile& file) {
    write_block();
    constexpr std::uint64_t step = 1 << 20;
    const RecordsFile::Directory directory = file.directory();
    for (std::uint64_t at = 0; at < directory.blocks_end; at += step)
        file_.write(file.file().read(at, std::min(step, directory.blocks_end - at)));
    directory_ += directory.bytes;
}

void RecordsWriter::write_block() {
    if (block_.records == 0) return;
    stored_.resize(ZSTD_compressBound(content_.size()));
    const std::size_t written =
        ZSTD_compress2(compressor_, stored_.data(), stored_.size(), content_.data(), content_.size());
    if (ZSTD_isError(written) != 0) {
        throw Error(std::string("cannot compress an article: ") + ZSTD_getErrorName(written))
            .at(file_.path().string());
    }
    block_.bytes = content_.size();
    block_.stored_bytes = written;
    file_.write(std::string_view(stored_).substr(0, written));
    put_entry(directory_, std::exchange(block_, {}));
    content_.clear();
}

void RecordsWriter::finish() {
    write_block();
    file_.write(directory_ + records_trailer(directory_));
    file_.close();
}

}  // namespace dateline
