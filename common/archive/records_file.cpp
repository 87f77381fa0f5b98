#include "common/archive/records_file.h"

#include <algorithm>
#include <fcntl.h>
#include <new>
#include <optional>
#include <zstd.h>

#include "common/archive/damage.h"
#include "common/archive/varint.h"
#include "common/error.h"

namespace dateline {

namespace {

/// More bytes than zstd can make of one: what says so must not make us ask for the memory.
constexpr std::uint64_t most_dense = 1 << 16;

constexpr std::size_t none = ~std::size_t{0};

[[noreturn]] void damaged(const Descriptor& file) {
    throw damaged_archive("its stored articles do not read").at(file.path().string());
}

}  // namespace

void RecordsFile::FreeZstd::operator()(ZSTD_DCtx_s* decompressor) const {
    ZSTD_freeDCtx(decompressor);
}

void RecordsFile::FreeZstd::operator()(ZSTD_DDict_s* dictionary) const {
    ZSTD_freeDDict(dictionary);
}

RecordsFile::RecordsFile(std::filesystem::path path) : file_(std::move(path), O_RDONLY | O_NONBLOCK) {}

RecordsFile::Directory RecordsFile::directory() const {
    const std::uint64_t size = file_.size();
    if (size < records_trailer_bytes) damaged(file_);
    const std::string trailer = file_.read(size - records_trailer_bytes, records_trailer_bytes);
    if (trailer.size() != records_trailer_bytes) damaged(file_);
    const std::uint64_t length = eight_bytes_at(trailer);
    if (length > size - records_trailer_bytes) damaged(file_);
    Directory directory;
    directory.blocks_end = size - records_trailer_bytes - length;
    directory.bytes = file_.read(directory.blocks_end, length);
    if (trailer != records_trailer(directory.bytes) && trailer != records_trailer(directory.bytes, true))
        damaged(file_);
    return directory;
}

void RecordsFile::read_directory() const {
    const Directory directory = this->directory();
    std::string_view bytes = directory.bytes;
    std::vector<Block> blocks;
    std::vector<Dictionary> dictionaries;
    Block next{};
    while (!bytes.empty()) {
        const std::optional<RecordsBlock> entry = take_entry(bytes);
        if (!entry) damaged(file_);
        if (entry->is_choice()) {
            if (entry->stored_bytes > dictionaries.size()) damaged(file_);
            next.dictionary = entry->stored_bytes;
            continue;
        }
        if (entry->stored_bytes > directory.blocks_end - next.offset) damaged(file_);
        if (entry->bytes / most_dense > entry->stored_bytes) damaged(file_);
        if (entry->records > entry->bytes) damaged(file_);  // each takes a byte at least
        if (entry->is_dictionary()) {
            dictionaries.push_back({next.offset, entry->bytes, entry->stored_bytes});
            next.dictionary = dictionaries.size();
        } else {
            next.bytes = entry->bytes;
            next.stored_bytes = entry->stored_bytes;
            blocks.push_back(next);
            next.first += entry->records;
        }
        next.offset += entry->stored_bytes;
    }
    if (next.offset != directory.blocks_end) damaged(file_);
    blocks.push_back(next);
    block_ = none;
    piece_ = none;
    dictionaries_ = std::move(dictionaries);
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
    if (index != block_) load_block(index);
    std::uint64_t before = document - 1 - blocks_[index].first;
    std::size_t piece = 0;
    for (; before >= pieces_[piece].records; ++piece) before -= pieces_[piece].records;
    if (piece != piece_) read_piece(piece);
    return records_[before];
}

/// The pieces that the bytes of a block are made of; their records are known to be as many as the block's.
void RecordsFile::load_block(std::size_t index) const {
    const Block& block = blocks_[index];
    const std::uint64_t records = blocks_[index + 1].first - block.first;
    block_ = none;
    piece_ = none;
    file_.read(block.offset, block.stored_bytes, stored_);
    if (stored_.size() != block.stored_bytes) damaged(file_);
    frames_ = stored_;
    if (has_piece_table(frames_)) {
        if (!take_piece_table(frames_, pieces_)) damaged(file_);
    } else {
        pieces_.assign(1, {records, block.stored_bytes});
    }
    std::uint64_t left = records;
    for (const RecordsPiece& piece : pieces_) {
        if (piece.records > left) damaged(file_);
        left -= piece.records;
    }
    if (left != 0) damaged(file_);
    block_ = index;
}

void RecordsFile::read_piece(std::size_t index) const {
    const Block& block = blocks_[block_];
    std::string_view frame = frames_;
    for (std::size_t before = 0; before < index; ++before) frame.remove_prefix(pieces_[before].stored_bytes);
    frame = frame.substr(0, pieces_[index].stored_bytes);
    piece_ = none;
    records_.clear();
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    // What cannot be told is more than any block has.
    if (size > block.bytes || (pieces_.size() == 1 && size != block.bytes)) damaged(file_);
    if (size > content_room_) {
        content_room_ = 0;
        content_ = std::make_unique_for_overwrite<char[]>(size);
        content_room_ = size;
    }
    if (!decompressor_) decompressor_.reset(ZSTD_createDCtx());
    if (!decompressor_) throw std::bad_alloc();
    const std::size_t written =
        block.dictionary == 0
            ? ZSTD_decompressDCtx(decompressor_.get(), content_.get(), size, frame.data(), frame.size())
            : ZSTD_decompress_usingDDict(decompressor_.get(), content_.get(), size, frame.data(),
                                         frame.size(), dictionary(block.dictionary));
    if (ZSTD_isError(written) != 0 || written != size) damaged(file_);
    for (std::string_view rest(content_.get(), size); !rest.empty();) {
        const std::optional<std::uint64_t> length = take_varint(rest);
        if (!length || *length > rest.size()) damaged(file_);
        records_.push_back(rest.substr(0, *length));
        rest.remove_prefix(*length);
    }
    if (records_.size() != pieces_[index].records) damaged(file_);
    piece_ = index;
}

/// The frame of that dictionary, or of its spare: one that looks the same. A block whose dictionary it is not
/// does not pass the check of its own.
std::string RecordsFile::readable_frame(std::size_t number) const {
    const Dictionary& wanted = dictionaries_[number - 1];
    for (std::size_t i = number - 1; i < dictionaries_.size(); ++i) {
        const Dictionary& candidate = dictionaries_[i];
        if (candidate.bytes != wanted.bytes || candidate.stored_bytes != wanted.stored_bytes) continue;
        std::string frame = file_.read(candidate.offset, candidate.stored_bytes);
        if (const auto content = dictionary_in(frame); content && content->size() == wanted.bytes)
            return frame;
    }
    return {};
}

const ZSTD_DDict_s* RecordsFile::dictionary(std::size_t number) const {
    Dictionary& dictionary = dictionaries_[number - 1];
    if (!dictionary.loaded) {
        const std::optional<std::string> content = dictionary_in(readable_frame(number));
        if (content) dictionary.loaded.reset(ZSTD_createDDict(content->data(), content->size()));
        if (!dictionary.loaded) damaged(file_);
    }
    return dictionary.loaded.get();
}

RecordsFile::MostUsed RecordsFile::most_used_dictionary() const {
    (void)size();
    std::vector<std::uint64_t> used(dictionaries_.size() + 1);
    for (const Block& block : blocks_) used[block.dictionary] += block.bytes;
    const auto most = std::ranges::max_element(used.begin() + 1, used.end());
    if (most == used.end() || *most == 0) return {};
    return {readable_frame(static_cast<std::size_t>(most - used.begin())), *most};
}

std::size_t RecordsFile::damaged_dictionaries() const {
    (void)size();
    return static_cast<std::size_t>(std::ranges::count_if(dictionaries_, [&](const Dictionary& one) {
        const std::string frame = file_.read(one.offset, one.stored_bytes);
        const auto content = dictionary_in(frame);
        return !content || content->size() != one.bytes;
    }));
}

}  // namespace dateline
