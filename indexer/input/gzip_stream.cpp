#include "indexer/input/gzip_stream.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>
#include <zlib.h>

#include "common/error.h"

namespace dateline {
namespace {

class GzipStream final : public ByteStream {
public:
    explicit GzipStream(std::unique_ptr<ByteStream> compressed) : compressed_(std::move(compressed)) {
        constexpr int gzip_only = 16 + MAX_WBITS;
        if (inflateInit2(&inflater_, gzip_only) != Z_OK) throw Error("cannot start to decompress gzip data");
    }
    ~GzipStream() override { inflateEnd(&inflater_); }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    std::size_t read(std::span<char> room) override {
        if (room.empty()) return 0;
        const std::size_t wanted = std::min<std::size_t>(room.size(), std::numeric_limits<uInt>::max() / 2);
        inflater_.next_out = reinterpret_cast<Bytef*>(room.data());
        inflater_.avail_out = static_cast<uInt>(wanted);
        while (inflater_.avail_out > 0) {
            if (between_members_ && !begin_member()) break;
            if (inflater_.avail_in == 0 && !refill()) {
                if (inflater_.avail_out < wanted) break;
                throw Error("truncated gzip data", "fetch or make the file again: its end is missing");
            }
            const int result = inflate(&inflater_, Z_NO_FLUSH);
            if (result == Z_STREAM_END) {
                between_members_ = true;
            } else if (result != Z_OK && result != Z_BUF_ERROR) {
                // What was decoded before the damage comes out first; the next call meets the damage again.
                if (inflater_.avail_out < wanted) break;
                throw Error("damaged gzip data",
                            "fetch or make the file again; what came before the damage is read");
            }
        }
        return wanted - inflater_.avail_out;
    }

private:
    bool refill() {
        if (at_end_) return false;
        const std::size_t count = compressed_->read(buffer_);
        at_end_ = count == 0;
        inflater_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
        inflater_.avail_in = static_cast<uInt>(count);
        return count > 0;
    }

    /// Gets ready for another member; false at the end, which may be padded with zeros, as on tapes.
    bool begin_member() {
        if (!first_member_) {
            while (true) {
                while (inflater_.avail_in > 0 && *inflater_.next_in == 0) {
                    ++inflater_.next_in;
                    --inflater_.avail_in;
                }
                if (inflater_.avail_in > 0) break;
                if (!refill()) return false;
            }
            inflateReset(&inflater_);
        }
        first_member_ = false;
        between_members_ = false;
        return true;
    }

    std::unique_ptr<ByteStream> compressed_;
    std::vector<char> buffer_ = std::vector<char>(std::size_t{1} << 16);
    z_stream inflater_{};
    bool first_member_ = true;
    bool between_members_ = true;
    bool at_end_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> gunzipped(std::unique_ptr<ByteStream> compressed) {
    return std::make_unique<GzipStream>(std::move(compressed));
}

}  // namespace dateline
