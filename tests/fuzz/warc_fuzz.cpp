#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "common/error.h"
#include "indexer/readers/arc.h"
#include "indexer/readers/http_response.h"
#include "indexer/readers/warc.h"

namespace {

using namespace dateline;

void read_to_end(std::unique_ptr<Reader> reader) {
    while (reader->next()) {
    }
}

void read_response(const std::string& bytes) {
    const auto response = read_http_head(bytes);
    if (!response) return;
    try {
        (void)decoded_body(*response, std::string_view(bytes).substr(response->head_size),
                           std::size_t{1} << 20);
    } catch (const Error&) {
        return;  // said so
    }
}

}  // namespace

/// The first byte tells whether the others are a WARC, an ARC or one response; the readers come to an end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const ReadingContext context{"crawl", "fuzz", {}, {}, {}};
    if (data[0] == 'A') {
        (void)recognise_arc(bytes);
        read_to_end(open_arc(stream_of(std::move(bytes)), context));
    } else if (data[0] == 'H') {
        read_response(bytes);
    } else {
        (void)recognise_warc(bytes);
        read_to_end(open_warc(stream_of(std::move(bytes)), context));
    }
    return 0;
}
