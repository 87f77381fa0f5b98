#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "common/error.h"
#include "indexer/readers/csv.h"

/// Whatever the bytes, the reader comes to an end and every row is whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes(reinterpret_cast<const char*>(data), size);
    (void)dateline::recognise_csv(bytes);
    const dateline::ReadingContext context{"2026/01/24/fuzz", "fuzz", {}, {}, {}, {}, {}, {}, true};
    try {
        const auto reader = dateline::open_csv(dateline::stream_of(std::move(bytes)), context);
        while (reader->next()) {
        }
    } catch (const dateline::Error&) {
        return 0;  // said so
    }
    return 0;
}
