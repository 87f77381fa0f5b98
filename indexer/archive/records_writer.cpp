#include "indexer/archive/records_writer.h"

#include <algorithm>
#include <fcntl.h>
#include <zstd.h>

#include "common/archive/varint.h"
#include "common/error.h"

namespace dateline {

namespace {

/// Content that waits for the dictionary of the run: about what a segment has.
constexpr std::size_t most_held = 4 << 20;

/// Less is not worth a dictionary in its file.
constexpr std::size_t worth_a_dictionary = block_bytes / 2;

}  // namespace

RecordsWriter::RecordsWriter(std::filesystem::path path, RunDictionary* of_run)
    : file_(std::move(path), O_WRONLY | O_CREAT | O_TRUNC),
      compressor_(make_records_compressor()),
      of_run_(of_run),
      chosen_(of_run == nullptr) {}

void RecordsWriter::add(std::string_view record) {
    if (!chosen_ && of_run_->wants_samples()) of_run_->add_sample(record);
    put_varint(content_, record.size());
    content_ += record;
    ends_.push_back(content_.size());
    if (content_.size() >= (chosen_ ? block_bytes : most_held)) write_blocks();
}

void RecordsWriter::add(const RecordsFile& file) {
    write_blocks();
    (void)file.size();  // sees that the directory is one
    const RecordsFile::Directory directory = file.directory();
    std::vector<std::size_t> numbers;  // here, of its dictionaries
    std::size_t wanted = 0;
    std::uint64_t copied = 0;
    std::uint64_t at = 0;
    for (std::string_view entries = directory.bytes; const auto entry = take_entry(entries);) {
        if (entry->is_choice()) {
            wanted = entry->stored_bytes == 0 ? 0 : numbers.at(entry->stored_bytes - 1);
            continue;
        }
        if (entry->is_dictionary()) {
            copy(file, copied, at);
            wanted = number_of(file.file().read(at, entry->stored_bytes), entry->bytes);
            numbers.push_back(wanted);
            copied = at + entry->stored_bytes;
        } else {
            use(wanted);
            put_entry(directory_, *entry);
        }
        at += entry->stored_bytes;
    }
    copy(file, copied, at);
}

void RecordsWriter::copy(const RecordsFile& file, std::uint64_t from, std::uint64_t end) {
    constexpr std::uint64_t step = 1 << 20;
    for (; from < end; from += std::min(step, end - from))
        file_.write(file.file().read(from, std::min(step, end - from)));
}

void RecordsWriter::put_dictionary(const std::string& frame, std::uint64_t bytes) {
    file_.write(frame);
    put_entry(directory_, {.records = 0, .bytes = bytes, .stored_bytes = frame.size()});
}

/// Of a dictionary of this file, which it is stored in unless it is there.
std::size_t RecordsWriter::number_of(const std::string& frame, std::uint64_t bytes) {
    const auto known = std::ranges::find(dictionaries_, frame, &Stored::frame);
    if (known != dictionaries_.end()) return static_cast<std::size_t>(known - dictionaries_.begin()) + 1;
    put_dictionary(frame, bytes);
    dictionaries_.push_back({frame, bytes});
    return current_ = dictionaries_.size();
}

/// Makes it the one that the next block of the directory has.
void RecordsWriter::use(std::size_t dictionary) {
    if (dictionary == current_) return;
    current_ = dictionary;
    put_entry(directory_, {.records = 0, .bytes = 0, .stored_bytes = dictionary});
}

void RecordsWriter::choose_dictionary() {
    if (chosen_ || content_.size() < worth_a_dictionary) return;
    chosen_ = true;
    dictionary_ = of_run_->get();
    if (dictionary_ != nullptr) ZSTD_CCtx_refCDict(compressor_.get(), dictionary_->prepared());
}

/// Writes the records in hand; the last block may be a small one.
void RecordsWriter::write_blocks() {
    if (ends_.empty()) return;
    choose_dictionary();
    std::size_t first = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < ends_.size(); ++i) {
        if (ends_[i] - begin < block_bytes && i + 1 < ends_.size()) continue;
        write_block(first, i + 1);
        first = i + 1;
        begin = ends_[i];
    }
    content_.clear();
    ends_.clear();
}

/// A block of the records in hand from the one to the other.
void RecordsWriter::write_block(std::size_t first, std::size_t end) {
    use(dictionary_ == nullptr ? 0 : number_of(dictionary_->frame(), dictionary_->bytes()));
    const std::size_t begin = first == 0 ? 0 : ends_[first - 1];
    const std::string_view content = std::string_view(content_).substr(0, ends_[end - 1]);
    std::vector<RecordsPiece> pieces;
    stored_.clear();
    std::size_t piece_begin = begin;
    std::uint64_t records = 0;
    for (std::size_t i = first; i < end; ++i) {
        ++records;
        const bool full = dictionary_ != nullptr && ends_[i] - piece_begin >= piece_bytes;
        if (!full && i + 1 < end) continue;
        const std::size_t before = stored_.size();
        compress(content.substr(piece_begin, ends_[i] - piece_begin));
        pieces.push_back({records, stored_.size() - before});
        piece_begin = ends_[i];
        records = 0;
    }
    const std::string table = dictionary_ == nullptr ? std::string() : piece_table(pieces);
    file_.write(table);
    file_.write(stored_);
    put_entry(directory_, {.records = end - first,
                           .bytes = content.size() - begin,
                           .stored_bytes = table.size() + stored_.size()});
}

/// Appends the frame of the content to those of the block.
void RecordsWriter::compress(std::string_view content) {
    const std::size_t before = stored_.size();
    stored_.resize(before + ZSTD_compressBound(content.size()));
    const std::size_t written = ZSTD_compress2(compressor_.get(), stored_.data() + before,
                                               stored_.size() - before, content.data(), content.size());
    if (ZSTD_isError(written) != 0) {
        throw Error(std::string("cannot compress an article: ") + ZSTD_getErrorName(written))
            .at(file_.path().string());
    }
    stored_.resize(before + written);
}

void RecordsWriter::finish() {
    write_blocks();
    for (const Stored& dictionary : dictionaries_) put_dictionary(dictionary.frame, dictionary.bytes);
    file_.write(directory_ + records_trailer(directory_, !dictionaries_.empty()));
    file_.close();
}

}  // namespace dateline
