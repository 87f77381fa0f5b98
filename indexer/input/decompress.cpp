#include "indexer/input/decompress.h"

#include <cerrno>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

#include "common/error.h"
#include "indexer/input/gzip_stream.h"

namespace dateline {
namespace {

/// No honest file is compressed more often than this, one layer inside another.
constexpr int most_layers = 4;

constexpr std::size_t signature_size = 10;

enum class Compression { none, gzip, zstd, xz, bzip2 };

Compression compression_of(std::string_view head) {
    using namespace std::string_view_literals;
    const auto is = [&](std::string_view magic) { return head.starts_with(magic); };
    // A file that ends inside the signature was cut off; no text is only that.
    const auto is_begin_of = [&](std::string_view magic) {
        return head.size() > 1 && magic.starts_with(head);
    };
    if (is_begin_of("\x1f\x8b\x08"sv)) return Compression::gzip;
    if (head.size() > 2 && is_begin_of("\x28\xb5\x2f\xfd"sv)) return Compression::zstd;
    if (is_begin_of("\xfd\x37\x7a\x58\x5a\x00"sv)) return Compression::xz;
    // Deflate is gzip's only method, and three bits of its flags are always zero.
    if (is("\x1f\x8b\x08"sv) && head.size() > 3 && (head[3] & 0xe0) == 0) return Compression::gzip;
    if (is("\x28\xb5\x2f\xfd"sv)) return Compression::zstd;
    if (is("\xfd\x37\x7a\x58\x5a\x00"sv)) return Compression::xz;
    if (is("BZh"sv) && head.size() >= 10 && head[3] >= '1' && head[3] <= '9') {
        const std::string_view block = head.substr(4, 6);
        if (block == "\x31\x41\x59\x26\x53\x59"sv || block == "\x17\x72\x45\x38\x50\x90"sv)
            return Compression::bzip2;
    }
    return Compression::none;
}

std::string_view name_of(Compression compression) {
    switch (compression) {
        case Compression::gzip:
            return "gzip";
        case Compression::zstd:
            return "zstd";
        case Compression::xz:
            return "xz";
        case Compression::bzip2:
            return "bzip2";
        case Compression::none:
            break;
    }
    return "plain";
}

/// zstd, xz and bzip2, by libarchive's raw format with exactly the one filter that the signature asks for.
class ArchiveStream final : public ByteStream {
public:
    ArchiveStream(std::unique_ptr<ByteStream> compressed, Compression compression)
        : compressed_(std::move(compressed)), compression_(compression), archive_(archive_read_new()) {
        if (archive_ == nullptr) throw Error("not enough memory to decompress");
        archive_read_support_format_raw(archive_.get());
        // Empty content is no "raw" entry to libarchive; this format knows it.
        archive_read_support_format_empty(archive_.get());
        switch (compression) {
            case Compression::zstd:
                archive_read_support_filter_zstd(archive_.get());
                break;
            case Compression::xz:
                archive_read_support_filter_xz(archive_.get());
                break;
            default:
                archive_read_support_filter_bzip2(archive_.get());
                break;
        }
    }

    std::size_t read(std::span<char> room) override {
        if (room.empty() || at_end_) return 0;
        if (!open_) open();
        if (at_end_) return 0;
        const la_ssize_t count = archive_read_data(archive_.get(), room.data(), room.size());
        if (count < 0) fail();
        at_end_ = count == 0;
        return static_cast<std::size_t>(count);
    }

private:
    struct Close {
        void operator()(archive* opened) const { archive_read_free(opened); }
    };

    void open() {
        open_ = true;
        if (archive_read_open(archive_.get(), this, nullptr, feed, nullptr) != ARCHIVE_OK) fail();
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(archive_.get(), &entry);
        if (result == ARCHIVE_EOF) {
            at_end_ = true;
        } else if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
            fail();
        }
    }

    [[noreturn]] void fail() const {
        if (failure_) std::rethrow_exception(failure_);
        const char* reason = archive_error_string(archive_.get());
        const std::string_view why = reason == nullptr ? "" : reason;
        const auto says = [&](std::string_view words) { return why.find(words) != why.npos; };
        // liblzma sees "no progress" where its input ends too early.
        const bool cut_off =
            fed_everything_ && (why.empty() || says("runcated") || says("No progress is possible"));
        std::string message = cut_off ? "truncated " : "damaged ";
        message += name_of(compression_);
        message += " data";
        if (cut_off) throw Error(std::move(message), "fetch or make the file again: its end is missing");
        throw Error(std::move(message), "fetch or make the file again; what came before the damage is read");
    }

    /// libarchive's callback; no exception may pass through its C code.
    static la_ssize_t feed(archive*, void* self, const void** block) {
        auto& stream = *static_cast<ArchiveStream*>(self);
        try {
            const std::size_t count = stream.compressed_->read(stream.buffer_);
            stream.fed_everything_ = count == 0;
            *block = stream.buffer_.data();
            return static_cast<la_ssize_t>(count);
        } catch (...) {
            stream.failure_ = std::current_exception();
            archive_set_error(stream.archive_.get(), EIO, "read error");
            return -1;
        }
    }

    std::unique_ptr<ByteStream> compressed_;
    Compression compression_;
    std::unique_ptr<archive, Close> archive_;
    std::vector<char> buffer_ = std::vector<char>(std::size_t{1} << 16);
    std::exception_ptr failure_;
    bool open_ = false;
    bool at_end_ = false;
    bool fed_everything_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> decompressed(std::unique_ptr<ByteStream> bytes) {
    for (int layer = 0; layer <= most_layers; ++layer) {
        std::string head = read_ahead(bytes, signature_size);
        const Compression compression = compression_of(head);
        bytes = stream_of(std::move(head), std::move(bytes));
        if (compression == Compression::none) return bytes;
        bytes = compression == Compression::gzip
                    ? gunzipped(std::move(bytes))
                    : std::make_unique<ArchiveStream>(std::move(bytes), compression);
    }
    throw Error("compressed too often: one layer inside another, more than four times");
}

}  // namespace dateline
