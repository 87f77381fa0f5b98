#include "indexer/input/decompress.h"

#include <string>
#include <string_view>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

#include "common/error.h"
#include "indexer/input/archive_input.h"
#include "indexer/input/expansion.h"
#include "indexer/input/gzip_stream.h"
#include "indexer/input/zstd_stream.h"

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
    // A frame to be skipped: some tools begin with one, and so does what carries its dictionary.
    if (head.size() > 4 && (head[0] & 0xf0) == 0x50 && head.substr(1, 3) == "\x2a\x4d\x18"sv)
        return Compression::zstd;
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

/// xz and bzip2, by libarchive's raw format with exactly the one filter that the signature asks for.
class ArchiveStream final : public ByteStream {
public:
    ArchiveStream(std::unique_ptr<ByteStream> compressed, Compression compression)
        : input_(std::move(compressed)), compression_(compression) {
        archive_read_support_format_raw(input_.handle());
        // Empty content is no "raw" entry to libarchive; this format knows it.
        archive_read_support_format_empty(input_.handle());
        if (compression == Compression::xz) {
            archive_read_support_filter_xz(input_.handle());
        } else {
            archive_read_support_filter_bzip2(input_.handle());
        }
    }

    std::size_t read(std::span<char> room) override {
        if (room.empty() || at_end_) return 0;
        if (!open_) open();
        if (at_end_) return 0;
        const la_ssize_t count = archive_read_data(input_.handle(), room.data(), room.size());
        if (count < 0) fail();
        at_end_ = count == 0;
        return static_cast<std::size_t>(count);
    }

private:
    void open() {
        open_ = true;
        if (!input_.open()) fail();
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(input_.handle(), &entry);
        if (result == ARCHIVE_EOF) {
            at_end_ = true;
        } else if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
            fail();
        }
    }

    [[noreturn]] void fail() const {
        input_.rethrow_failure();
        const std::string_view why = input_.complaint();
        const auto says = [&](std::string_view words) { return why.find(words) != why.npos; };
        // liblzma sees "no progress" where its input ends too early.
        const bool cut_off =
            input_.fed_everything() && (why.empty() || says("runcated") || says("No progress is possible"));
        std::string message = cut_off ? "truncated " : "damaged ";
        message += name_of(compression_);
        message += " data";
        if (cut_off) throw Error(std::move(message), "fetch or make the file again: its end is missing");
        throw Error(std::move(message), "fetch or make the file again; what came before the damage is read");
    }

    ArchiveInput input_;
    Compression compression_;
    bool open_ = false;
    bool at_end_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> decompressed(std::unique_ptr<ByteStream> bytes) {
    for (int layer = 0; layer <= most_layers; ++layer) {
        std::string head = read_ahead(bytes, signature_size);
        const Compression compression = compression_of(head);
        bytes = stream_of(std::move(head), std::move(bytes));
        if (compression == Compression::none) return bytes;
        const auto expansion = std::make_shared<Expansion>();
        bytes = counted_in(std::move(bytes), expansion);
        if (compression == Compression::gzip) {
            bytes = gunzipped(std::move(bytes));
        } else if (compression == Compression::zstd) {
            bytes = unzstd(std::move(bytes));
        } else {
            bytes = std::make_unique<ArchiveStream>(std::move(bytes), compression);
        }
        bytes = counted_out(std::move(bytes), expansion);
    }
    throw Error("compressed too often: one layer inside another, more than four times");
}

}  // namespace dateline
