#include "indexer/archive/run_dictionary.h"

#include <algorithm>
#include <new>
#include <optional>
#include <span>
#include <utility>
#include <zdict.h>
#include <zstd.h>

#include "common/archive/damage.h"
#include "common/archive/layout.h"
#include "common/archive/records_file.h"
#include "common/archive/varint.h"
#include "common/error.h"

namespace dateline {

namespace {

/// Of zstd's. On Reuters-21578, with a dictionary, level 6 saves 7 % of the space and makes an index run 2 %
/// longer.
constexpr int compression_level = 3;

/// Of the frame of a dictionary, of which there are few.
constexpr int dictionary_level = 9;

/// Training on twice as much makes records 0.7 % smaller and takes a tenth of a second longer.
constexpr std::size_t most_samples = 1 << 20;

/// With less there is little to be saved by a dictionary.
constexpr std::size_t least_samples = most_samples / 2;

/// More of one article tells nothing new.
constexpr std::size_t largest_sample = 16 << 10;

/// A dictionary is at most that much of its samples, and no larger than what zstd's own program makes.
constexpr std::size_t samples_to_dictionary = 10;
constexpr std::size_t largest_trained = 112 << 10;

/// Samples on which it is seen whether a dictionary helps.
constexpr std::size_t trial_bytes = 128 << 10;

std::string compressed_dictionary(std::string_view content) {
    const RecordsCompressor compressor = make_records_compressor();
    ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_compressionLevel, dictionary_level);
    std::string frame(ZSTD_compressBound(content.size()), '\0');
    const std::size_t written =
        ZSTD_compress2(compressor.get(), frame.data(), frame.size(), content.data(), content.size());
    if (ZSTD_isError(written) != 0) return {};
    frame.resize(written);
    return frame;
}

/// Bytes that the samples take in frames of at least that much content.
std::size_t compressed_size(ZSTD_CCtx_s* compressor, std::string_view samples,
                            std::span<const std::size_t> sizes, std::size_t frame_bytes) {
    std::string frame;
    std::size_t total = 0;
    std::size_t content = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        content += sizes[i];
        if (content < frame_bytes && i + 1 < sizes.size()) continue;
        frame.resize(ZSTD_compressBound(content));
        const std::size_t written =
            ZSTD_compress2(compressor, frame.data(), frame.size(), samples.data(), content);
        total += ZSTD_isError(written) != 0 ? content : written;
        samples.remove_prefix(std::exchange(content, 0));
    }
    return total;
}

}  // namespace

void RecordsDictionary::Free::operator()(ZSTD_CDict_s* prepared) const {
    ZSTD_freeCDict(prepared);
}

RecordsDictionary::RecordsDictionary(std::string frame) : frame_(std::move(frame)) {
    const std::optional<std::string> content = dictionary_in(frame_);
    if (!content) throw damaged_archive("a dictionary of its stored articles does not read");
    bytes_ = content->size();
    prepared_.reset(ZSTD_createCDict(content->data(), content->size(), compression_level));
    if (!prepared_) throw damaged_archive("a dictionary of its stored articles does not read");
}

void FreeCompressor::operator()(ZSTD_CCtx_s* compressor) const {
    ZSTD_freeCCtx(compressor);
}

RecordsCompressor make_records_compressor() {
    RecordsCompressor compressor(ZSTD_createCCtx());
    if (!compressor) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_compressionLevel, compression_level);
    ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_dictIDFlag, 0);
    return compressor;
}

void RunDictionary::prepare(const std::vector<std::filesystem::path>& parts) {
    prepared_ = true;
    RecordsFile::MostUsed best;
    std::filesystem::path largest;
    std::uint64_t largest_size = 0;
    for (const std::filesystem::path& part : parts) {
        const std::filesystem::path path = layout::records(part);
        try {
            const RecordsFile file(path);
            RecordsFile::MostUsed used = file.most_used_dictionary();
            if (!used.frame.empty() && used.bytes > best.bytes) best = std::move(used);
            if (file.file().size() > largest_size) {
                largest_size = file.file().size();
                largest = path;
            }
        } catch (const Error&) {
            continue;  // damaged; that is told where its articles are wanted
        }
    }
    if (best.frame.empty()) {
        if (largest_size > 0) sample_of(largest);
        return;
    }
    try {
        offered_ = std::make_unique<RecordsDictionary>(std::move(best.frame));
    } catch (const Error&) {
        return;
    }
}

/// An archive that has grown by small runs, none of which could train one.
void RunDictionary::sample_of(const std::filesystem::path& records) {
    try {
        const RecordsFile file(records);
        for (std::uint64_t document = 1; document <= file.size() && wants_samples(); ++document)
            add_sample(file.record(document));
    } catch (const Error&) {
        return;  // what was read is enough or not
    }
}

void RunDictionary::Samples::add(std::string_view record) {
    if (full) return;
    const std::size_t before = bytes.size();
    put_varint(bytes, record.size());
    bytes += record.substr(0, largest_sample);
    sizes.push_back(bytes.size() - before);
    full = bytes.size() >= most_samples;
}

void RunDictionary::Samples::close() {
    full = true;
    bytes = {};
    sizes = {};
}

void RunDictionary::add_sample(std::string_view record) {
    const std::scoped_lock lock(mutex_);
    samples_.add(record);
}

void RunDictionary::add_preview(std::string_view record) {
    const std::scoped_lock lock(mutex_);
    previews_.add(record);
}

/// As far as they are wanted. The first of them are of articles that there are samples of.
void RunDictionary::add_previews_to_samples() {
    std::size_t begin = 0;
    const std::size_t known = samples_.sizes.size();
    for (std::size_t i = 0; i < previews_.sizes.size() && samples_.bytes.size() < most_samples; ++i) {
        if (i >= known) {
            samples_.bytes.append(previews_.bytes, begin, previews_.sizes[i]);
            samples_.sizes.push_back(previews_.sizes[i]);
        }
        begin += previews_.sizes[i];
    }
}

std::unique_ptr<RecordsDictionary> RunDictionary::trained() const {
    std::string content(std::min(largest_trained, samples_.bytes.size() / samples_to_dictionary), '\0');
    const std::size_t size =
        ZDICT_trainFromBuffer(content.data(), content.size(), samples_.bytes.data(), samples_.sizes.data(),
                              static_cast<unsigned>(samples_.sizes.size()));
    if (ZDICT_isError(size) != 0) return nullptr;  // of too few, or of nothing that repeats
    content.resize(size);
    std::string frame = compressed_dictionary(content);
    if (!dictionary_in(frame)) return nullptr;
    return std::make_unique<RecordsDictionary>(std::move(frame));
}

/// Whether small pieces with it take hardly more space than large blocks without; a tenth more is worth the
/// speed. One that was trained on other languages takes a fifth more.
bool RunDictionary::helps(const RecordsDictionary& dictionary) const {
    std::size_t trial = 0;
    std::size_t bytes = 0;
    while (trial < samples_.sizes.size() && bytes < trial_bytes) bytes += samples_.sizes[trial++];
    const std::span<const std::size_t> sizes(samples_.sizes.data(), trial);
    const RecordsCompressor compressor = make_records_compressor();
    const std::size_t without = compressed_size(compressor.get(), samples_.bytes, sizes, block_bytes);
    ZSTD_CCtx_refCDict(compressor.get(), dictionary.prepared());
    return compressed_size(compressor.get(), samples_.bytes, sizes, piece_bytes) <= without + without / 10;
}

const RecordsDictionary* RunDictionary::get() {
    const std::scoped_lock lock(mutex_);
    if (dictionary_) return dictionary_.get();
    if (offered_) {
        dictionary_ = std::move(offered_);
        if (!helps(*dictionary_)) dictionary_.reset();
    }
    if (!dictionary_ && !has_trained_ &&
        std::max(samples_.bytes.size(), previews_.bytes.size()) >= least_samples) {
        has_trained_ = true;
        add_previews_to_samples();
        dictionary_ = trained();
        if (dictionary_ && !helps(*dictionary_)) dictionary_.reset();
    }
    if (dictionary_ || has_trained_) {
        samples_.close();
        previews_.close();
    }
    return dictionary_.get();
}

}  // namespace dateline
