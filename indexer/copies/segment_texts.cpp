#include "indexer/copies/segment_texts.h"

#include <algorithm>
#include <cstring>
#include <fcntl.h>

#include "common/archive/layout.h"
#include "common/error.h"

namespace dateline {

namespace {

constexpr std::size_t write_bytes = 1 << 20;

struct Head {
    std::int64_t day = 0;
    std::uint64_t source = 0;
    bool dated = false;
};

[[noreturn]] void changed(const Descriptor& file) {
    throw Error("a file of this run was changed by another").at(file.path().string());
}

template <typename Value>
void append(std::string& bytes, const Value* values, std::size_t count) {
    bytes.append(reinterpret_cast<const char*>(values), count * sizeof(Value));
}

}  // namespace

SegmentTextsWriter::SegmentTextsWriter(const std::filesystem::path& segment, std::uint64_t documents)
    : sketches_(layout::sketches(segment), documents),
      texts_(layout::copy_texts(segment), O_WRONLY | O_CREAT | O_TRUNC) {
    ends_.push_back(0);
}

void SegmentTextsWriter::add(const CopyText& text) {
    const auto document = static_cast<Xapian::docid>(ends_.size());
    const SketchBucket bucket = bucket_of(text.published);
    for (const Fingerprint fingerprint : sketch(text.words))
        entries_.push_back({bucket, {fingerprint, document}});
    Head head;
    if (text.published) head = {text.published->time_since_epoch().count(), 0, true};
    head.source = text.source;
    append(bytes_, &head, 1);
    append(bytes_, text.words.data(), text.words.size());
    ends_.push_back(ends_.back() + sizeof(Head) + text.words.size() * sizeof(CopyWord));
    if (bytes_.size() < write_bytes) return;
    texts_.write(bytes_);
    bytes_.clear();
}

void SegmentTextsWriter::finish() {
    std::ranges::sort(entries_);
    for (const Entry& entry : entries_) sketches_.add(entry.bucket, entry.entry);
    sketches_.finish();
    append(bytes_, ends_.data(), ends_.size());
    const std::uint64_t count = ends_.size();
    append(bytes_, &count, 1);
    texts_.write(bytes_);
}

SegmentTexts::SegmentTexts(const std::filesystem::path& segment)
    : file_(layout::copy_texts(segment), O_RDONLY) {
    std::uint64_t count = 0;
    const std::uint64_t size = file_.size();
    const auto read = [&](void* to, std::uint64_t from, std::size_t bytes) {
        const std::string got = file_.read(from, bytes);
        if (got.size() != bytes) changed(file_);
        std::memcpy(to, got.data(), bytes);
    };
    if (size < sizeof(count)) changed(file_);
    read(&count, size - sizeof(count), sizeof(count));
    if (count > size / sizeof(count)) changed(file_);
    ends_.resize(count);
    read(ends_.data(), size - sizeof(count) * (count + 1), count * sizeof(count));
}

CopyText SegmentTexts::text(Xapian::docid document) const {
    const std::uint64_t begin = ends_[document - 1];
    const std::string bytes = file_.read(begin, ends_[document] - begin);
    Head head;
    if (bytes.size() < sizeof(Head)) changed(file_);
    std::memcpy(&head, bytes.data(), sizeof(Head));
    CopyText text;
    if (head.dated) text.published = Day(std::chrono::days(head.day));
    text.source = head.source;
    text.words.resize((bytes.size() - sizeof(Head)) / sizeof(CopyWord));
    std::memcpy(text.words.data(), bytes.data() + sizeof(Head), text.words.size() * sizeof(CopyWord));
    return text;
}

}  // namespace dateline
