#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "indexer/readers/newsml_g2.h"
#include "indexer/readers/nitf.h"

/// Whatever the bytes, the readers come to an end, and take what they hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const dateline::ReadingContext context{"2026/01/24/fuzz", "fuzz", {}, {}, {}};
    const auto read = [&](auto recognise, auto open) {
        (void)recognise(bytes);
        const auto reader = open(dateline::stream_of(bytes), context);
        while (reader->next()) {
        }
    };
    read(dateline::recognise_newsml_g2, dateline::open_newsml_g2);
    read(dateline::recognise_nitf, dateline::open_nitf);
    return 0;
}
