#include "common/archive/records_file.h"

#include <algorithm>
#include <fcntl.h>
#include <new>
#include <optional>
#include <zstd.h>

#include "common/archive/damage.h"
#include "common/archive/varint.h"
#include "common/error.h"
#include "common/hash.h"

namespace dateline {

namespace {

constexpr std::string_view mark = "dateline records";
/// More bytes than zstd can make of one: what says so must not make us ask for the memory.
constexpr std::uint64_t most_dense = 1 << 16;
constexpr std::size_t number_bytes = 8;
constexpr std::size_t trailer_bytes = 3 * number_bytes + mark.size();

[[noreturn]] void damaged(const Descriptor& file) {
    throw damaged_archive("its stored articles do not read").at(file.path().string());
}

}  // namespace

void put_entry(std::string& directory, const RecordsBlock& block) {
    put_varint(directory, block.records);
    put_varint(directory, block.bytes);
    put_varint(directory, block.stored_bytes);
}

std::string records_trailer(std::string_view directory) {
    const Hash128 hash = hash128(directory);
    std::string trailer;
    put_eight_bytes(trailer, directory.size());
    put_eight_bytes(trailer, hash.high);
    put_eight_bytes(trailer, hash.low);
    trailer += mark;
    return trailer;
}

void RecordsFile::FreeDecompressor::operator()(ZSTD_DCtx_s* decompressor) const {
    ZSTD_freeDCtx(decompressor);
}

RecordsFile::RecordsFile(std::filesystem::path path) : file_(std::move(path), O_RDONLY | O_NONBLOCK) {}

RecordsFile::Directory RecordsFile::directory() const {
    const std::uint64_t size = file_.size();
    if (size < trailer_bytes) damaged(file_);
    const std::string trailer = file_.read(size - trailer_bytes, trailer_bytes);
    if (!trailer.ends_with(mark)) damaged(file_);
    const std::uint64_t length = eight_bytes_at(trailer);
    if (length > size - trailer_bytes) damaged(file_);
    Directory directory;
    directory.blocks_end = size - trailer_bytes - length;
    directory.bytes = file_.read(directory.blocks_end, length);
    if (records_trailer(directory.bytes) != trailer) damaged(file_);
    return directory;
}

void RecordsFile::read_directory() const {
    const Directory directory = this->directory();
    std::string_view bytes = directory.bytes;
    std::vector<Block> blocks;
    Block next{};
    while (!bytes.empty()) {
        const std::optional<std::uint64_t> records = take_varint(bytes);
        const std::optional<std::uint64_t> content = take_varint(bytes);
        const std::optional<std::uint64_t> stored = take_varint(bytes);
        if (!records || !content || !stored || *stored > directory.blocks_end - next.offset) damaged(file_);
        if (*content / most_dense > *stored) damaged(file_);
        if (*records > *content) damaged(file_);  // each takes a byte at least
        next.bytes = *content;
        next.stored_bytes = *stored;
        blocks.push_back(next);
        next.offset += *stored;
        next.first += *records;
    }
    if (next.offset != directory.blocks_end) damaged(file_);
    blocks.push_back(next);
    current_ = blocks.size();  // none
    blocks_ = std::move(blocks);
}

std::uint64_t RecordsFile::size() const {
    if (blocks_.empty()) read_directory();
    return blocks_.back().first;
}

std::string_view RecordsFile::record(std::uint64_t document) const {
    if (document == 0 || document > size()) damaged(file_);
    const auto behind = std::ranges::upper_bound(blocks_, document - 1, {}, &Block::first);
    const auto index = static_cast<std::size_t>(behind - blocks_.begin()) - 1;
    if (index != current_) read_block(index);
    return records_[document - 1 - blocks_[index].first];
}

void RecordsFile::read_block(std::size_t index) const {
    const Block& block = blocks_[index];
    const std::string stored = file_.read(block.offset, block.stored_bytes);
    current_ = blocks_.size();
    content_.resize(block.bytes);
    records_.clear();
    if (!decompressor_) decompressor_.reset(ZSTD_createDCtx());
    if (!decompressor_) throw std::bad_alloc();
    const std::size_t written = ZSTD_decompressDCtx(decompressor_.get(), content_.data(), content_.size(),
                                                    stored.data(), stored.size());
    if (ZSTD_isError(written) != 0 || written != block.bytes) damaged(file_);
    for (std::string_view rest = content_; !rest.empty();) {
        const std::optional<std::uint64_t> length = take_varint(rest);
        if (!length || *length > rest.size()) damaged(file_);
        records_.push_back(rest.substr(0, *length));
        rest.remove_prefix(*length);
    }
    if (records_.size() != blocks_[index + 1].first - block.first) damaged(file_);
    current_ = index;
}

}  // namespace dateline
