#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "indexer/readers/jsonl.h"
#include "indexer/readers/ninjs.h"

/// Whatever the bytes, the reader comes to an end and every record is whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes(reinterpret_cast<const char*>(data), size);
    (void)dateline::recognise_jsonl(bytes);
    (void)dateline::recognise_ninjs(bytes);
    const dateline::ReadingContext context{"2026/01/24/fuzz", "fuzz", {}, {}, {}};
    const auto reader = dateline::open_jsonl(dateline::stream_of(std::move(bytes)), context);
    while (reader->next()) {
    }
    return 0;
}
