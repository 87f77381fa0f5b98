#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"
#include "indexer/input/decompress.h"

/// Whatever the bytes, decompression comes to an end: at theirs, or with an error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<char> room(std::size_t{1} << 16);
    std::size_t most = std::size_t{64} << 20;
    try {
        const auto stream = dateline::decompressed(
            dateline::stream_of(std::string(reinterpret_cast<const char*>(data), size)));
        while (const std::size_t count = stream->read(room)) {
            if (count > most) break;
            most -= count;
        }
    } catch (const dateline::Error&) {
        return 0;  // damaged, and said so
    }
    return 0;
}
