#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "common/error.h"
#include "indexer/readers/container.h"

/// Whatever the bytes, the reader of the container and those of its members come to an end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes(reinterpret_cast<const char*>(data), size);
    (void)dateline::recognise_container(bytes);
    const dateline::ReadingContext context{"2026/01/24/fuzz", "fuzz", {}, {}, {}, {}, {}, {}, true};
    try {
        const auto reader = dateline::open_container(dateline::stream_of(std::move(bytes)), context);
        while (reader->next()) {
        }
    } catch (const dateline::Error&) {
        return 0;  // said so
    }
    return 0;
}
