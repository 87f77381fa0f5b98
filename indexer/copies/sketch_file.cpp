#include "indexer/copies/sketch_file.h"

#include <algorithm>
#include <fcntl.h>
#include <memory>
#include <queue>
#include <utility>

#include "common/archive/damage.h"
#include "common/archive/varint.h"
#include "common/hash.h"

namespace dateline {

namespace {

constexpr std::string_view mark = "dateline sketches";
constexpr std::size_t number_bytes = 8;
constexpr std::size_t trailer_bytes = 3 * number_bytes + mark.size();
constexpr std::size_t fingerprint_bytes = fingerprint_bits / 8;
constexpr std::size_t write_bytes = 1 << 20;

void put_number(std::string& to, std::uint64_t number, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) to += static_cast<char>(number >> (8 * i));
}

std::uint64_t number_at(std::string_view file, std::size_t at, std::size_t bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = bytes; i-- > 0;) number = number << 8U | static_cast<std::uint8_t>(file[at + i]);
    return number;
}

/// Bytes that hold the number of any document of the part.
std::size_t bytes_for(std::uint64_t documents) {
    std::size_t bytes = 1;
    while (bytes < number_bytes && documents >> (8 * bytes) != 0) ++bytes;
    return bytes;
}

}  // namespace

SketchBucket bucket_of(const std::optional<Day>& published) {
    if (!published) return 0;
    constexpr std::int64_t earliest = -(std::int64_t{1} << 31U);
    return static_cast<std::uint64_t>(published->time_since_epoch().count() - earliest) / bucket_days + 1;
}

std::string sketch_trailer(std::string_view directory) {
    const Hash128 hash = hash128(directory);
    std::string trailer(directory);
    for (const std::uint64_t number : {std::uint64_t{directory.size()}, hash.high, hash.low})
        put_number(trailer, number, number_bytes);
    trailer += mark;
    return trailer;
}

SketchFile::SketchFile(const std::filesystem::path& path, std::uint64_t documents)
    : path_(path), documents_(documents), file_(path) {
    read_directory();
}

void SketchFile::damaged() const {
    throw damaged_archive("its sketches of articles do not read").at(path_.string());
}

void SketchFile::read_directory() {
    const std::string_view file = file_.bytes();
    if (file.size() < trailer_bytes || !file.ends_with(mark)) damaged();
    const std::uint64_t length = number_at(file, file.size() - trailer_bytes, number_bytes);
    if (length > file.size() - trailer_bytes) damaged();
    const std::uint64_t entries_end = file.size() - trailer_bytes - length;
    std::string_view directory = file.substr(entries_end, length);
    if (sketch_trailer(directory) != file.substr(entries_end)) damaged();
    document_bytes_ = bytes_for(documents_);
    entry_bytes_ = fingerprint_bytes + document_bytes_;
    Bucket next;
    std::uint64_t bucket = 0;
    while (!directory.empty()) {
        const std::optional<std::uint64_t> step = take_varint(directory);
        const std::optional<std::uint64_t> entries = take_varint(directory);
        if (!step || !entries || (*step == 0 && !buckets_.empty()) || *entries == 0) damaged();
        if (*step > UINT64_MAX - bucket || *entries > entries_end / entry_bytes_ - next.first) damaged();
        next.bucket = bucket += *step;
        next.entries = *entries;
        buckets_.push_back(next);
        next.first += *entries;
    }
    if (next.first * entry_bytes_ != entries_end) damaged();
}

Fingerprint SketchFile::fingerprint(std::uint64_t index) const {
    return static_cast<Fingerprint>(number_at(file_.bytes(), index * entry_bytes_, fingerprint_bytes));
}

SketchEntry SketchFile::entry(std::uint64_t index) const {
    const std::uint64_t document =
        number_at(file_.bytes(), index * entry_bytes_ + fingerprint_bytes, document_bytes_);
    if (document == 0 || document > documents_) damaged();
    return {fingerprint(index), static_cast<Xapian::docid>(document)};
}

std::uint64_t SketchFile::seek(Fingerprint wanted, std::uint64_t from, std::uint64_t end) const {
    std::uint64_t step = 1;
    std::uint64_t less = from;  // all before it are less
    while (less + step <= end && fingerprint(less + step - 1) < wanted) {
        less += step;
        step *= 2;
    }
    std::uint64_t not_less = std::min(less + step, end);
    while (less < not_less) {
        const std::uint64_t middle = less + (not_less - less) / 2;
        if (fingerprint(middle) < wanted) {
            less = middle + 1;
        } else {
            not_less = middle;
        }
    }
    return less;
}

SketchWriter::SketchWriter(std::filesystem::path path, std::uint64_t documents)
    : file_(std::move(path), O_WRONLY | O_CREAT | O_TRUNC), document_bytes_(bytes_for(documents)) {}

void SketchWriter::add(SketchBucket bucket, SketchEntry entry) {
    if (bucket != bucket_.bucket) {
        close_bucket();
        bucket_.bucket = bucket;
    }
    put_number(bytes_, entry.fingerprint, fingerprint_bytes);
    put_number(bytes_, entry.document, document_bytes_);
    ++bucket_.entries;
    if (bytes_.size() < write_bytes) return;
    file_.write(bytes_);
    bytes_.clear();
}

void SketchWriter::close_bucket() {
    if (bucket_.entries == 0) return;
    put_varint(directory_, bucket_.bucket - bucket_before_);
    put_varint(directory_, bucket_.entries);
    bucket_before_ = bucket_.bucket;
    bucket_.entries = 0;
}

void SketchWriter::finish() {
    close_bucket();
    file_.write(bytes_);
    file_.write(sketch_trailer(directory_));
}

namespace {

/// A walk through the entries of one of the files that are merged.
struct Walk {
    const SketchFile* file;
    std::uint64_t documents_before;
    std::size_t bucket = 0;
    std::uint64_t at = 0;
    std::pair<SketchBucket, SketchEntry> here{};

    /// False at the end.
    bool read() {
        if (bucket == file->buckets().size()) return false;
        here = {file->buckets()[bucket].bucket, file->entry(at)};
        here.second.document += static_cast<Xapian::docid>(documents_before);
        return true;
    }

    void step() {
        const SketchFile::Bucket& in = file->buckets()[bucket];
        if (++at == in.first + in.entries) ++bucket;
    }
};

}  // namespace

void merge_sketches(const std::vector<SketchPiece>& pieces, const std::filesystem::path& merged) {
    std::vector<std::unique_ptr<SketchFile>> files;
    std::vector<Walk> walks;
    std::uint64_t documents = 0;
    for (const SketchPiece& piece : pieces) {
        files.push_back(std::make_unique<SketchFile>(piece.file, piece.documents));
        walks.push_back({files.back().get(), documents});
        documents += piece.documents;
    }
    const auto later = [](const Walk* one, const Walk* other) { return one->here > other->here; };
    std::priority_queue<Walk*, std::vector<Walk*>, decltype(later)> next(later);
    for (Walk& walk : walks) {
        if (walk.read()) next.push(&walk);
    }
    SketchWriter writer(merged, documents);
    while (!next.empty()) {
        Walk* walk = next.top();
        next.pop();
        writer.add(walk->here.first, walk->here.second);
        walk->step();
        if (walk->read()) next.push(walk);
    }
    writer.finish();
}

}  // namespace dateline
