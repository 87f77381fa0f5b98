#include "indexer/input/zstd_stream.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>
#include <zstd.h>
#include <zstd_errors.h>

#include "common/error.h"

namespace dateline {
namespace {

using namespace std::string_view_literals;

/// Begins a frame to be skipped that holds the dictionary of all the others, itself compressed or not.
constexpr std::string_view dictionary_magic = "\x5d\x2a\x4d\x18"sv;
constexpr std::string_view frame_magic = "\x28\xb5\x2f\xfd"sv;

/// Dictionaries are some 100 KiB.
constexpr std::size_t largest_dictionary = std::size_t{16} << 20;

constexpr const char* hint_for_damage = "fetch or make the file again; what came before the damage is read";

class ZstdStream final : public ByteStream {
public:
    explicit ZstdStream(std::unique_ptr<ByteStream> compressed)
        : compressed_(std::move(compressed)), decompressor_(ZSTD_createDCtx()) {
        if (decompressor_ == nullptr) throw Error("not enough memory to decompress");
    }

    std::size_t read(std::span<char> room) override {
        if (room.empty()) return 0;
        if (!std::exchange(begun_, true)) load_dictionary();
        ZSTD_outBuffer out{room.data(), room.size(), 0};
        while (out.pos == 0) {
            if (in_.pos == in_.size && !refill()) {
                // What is finished may still be inside, when there was no room for it.
                if (in_frame_ && !flush(out))
                    throw Error("truncated zstd data", "fetch or make the file again: its end is missing");
                break;
            }
            advance(out);
        }
        return out.pos;
    }

private:
    struct Free {
        void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    };

    void advance(ZSTD_outBuffer& out) {
        const std::size_t left = ZSTD_decompressStream(decompressor_.get(), &out, &in_);
        if (ZSTD_isError(left) != 0) fail(left);
        in_frame_ = left != 0;
    }

    /// True when something more came out, or the frame turned out to be at its end.
    bool flush(ZSTD_outBuffer& out) {
        advance(out);
        return out.pos > 0 || !in_frame_;
    }

    [[noreturn]] static void fail(std::size_t code) {
        switch (ZSTD_getErrorCode(code)) {
            case ZSTD_error_frameParameter_windowTooLarge:
                throw Error("zstd data that takes more than 128 MiB of memory",
                            "compress it again without --long");
            case ZSTD_error_dictionary_wrong:
                throw Error("zstd data with a dictionary that is not in the file",
                            "decompress it with its dictionary first");
            case ZSTD_error_memory_allocation:
                throw Error("not enough memory to decompress");
            default:
                throw Error("damaged zstd data", hint_for_damage);
        }
    }

    bool refill() {
        const std::size_t count = compressed_->read(buffer_);
        in_ = {buffer_.data(), count, 0};
        return count > 0;
    }

    void load_dictionary() {
        std::string head = read_ahead(compressed_, 8);
        if (head.size() < 8 || !head.starts_with(dictionary_magic)) {
            compressed_ = stream_of(std::move(head), std::move(compressed_));
            return;
        }
        std::size_t size = 0;
        for (std::size_t at = 8; at-- > 4;) size = size << 8 | static_cast<unsigned char>(head[at]);
        if (size > largest_dictionary)
            throw Error("zstd data with a dictionary that is too large", hint_for_damage);
        std::string dictionary = read_ahead(compressed_, size);
        if (dictionary.size() < size) throw Error("truncated zstd data", hint_for_damage);
        if (dictionary.starts_with(frame_magic)) dictionary = decompressed_dictionary(dictionary);
        const std::size_t code =
            ZSTD_DCtx_loadDictionary(decompressor_.get(), dictionary.data(), dictionary.size());
        if (ZSTD_isError(code) != 0) throw Error("zstd data with a damaged dictionary", hint_for_damage);
    }

    static std::string decompressed_dictionary(const std::string& compressed) {
        ZstdStream stream(stream_of(compressed));
        std::string dictionary(largest_dictionary, '\0');
        std::size_t filled = 0;
        while (filled < dictionary.size()) {
            const std::size_t count = stream.read(std::span(dictionary).subspan(filled));
            if (count == 0) break;
            filled += count;
        }
        dictionary.resize(filled);
        return dictionary;
    }

    std::unique_ptr<ByteStream> compressed_;
    std::unique_ptr<ZSTD_DCtx, Free> decompressor_;
    std::vector<char> buffer_ = std::vector<char>(ZSTD_DStreamInSize());
    ZSTD_inBuffer in_{nullptr, 0, 0};
    bool begun_ = false;
    bool in_frame_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> unzstd(std::unique_ptr<ByteStream> compressed) {
    return std::make_unique<ZstdStream>(std::move(compressed));
}

}  // namespace dateline
