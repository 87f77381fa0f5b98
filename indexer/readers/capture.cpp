#include "indexer/readers/capture.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "common/error.h"
#include "common/published_dates.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/visible.h"
#include "indexer/page/page.h"
#include "indexer/readers/http_response.h"

namespace dateline {
namespace {

/// No head of HTTP is longer.
constexpr std::size_t longest_head = std::size_t{256} << 10;

Record rejected(std::string reason, std::string hint) {
    Record record;
    record.content = Reject{std::move(reason), std::move(hint)};
    return record;
}

Record cut_off(std::uint64_t had, std::uint64_t size) {
    return rejected(fmt::format("the record is cut off: {} of {} bytes", had, size),
                    "fetch or make the file again; what came before is read");
}

bool is_html(std::string_view type, std::string_view body) {
    if (type == "text/html" || type == "application/xhtml+xml") return true;
    if (!type.empty()) return false;
    std::string begin(trimmed(body).substr(0, 15));
    for (char& c : begin) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return begin.starts_with("<!doctype html") || begin.starts_with("<html");
}

Record read_found_page(std::string bytes, const Capture& capture, std::string charset,
                       const ReadingContext& context) {
    ReadingContext of_page = context;
    of_page.url = capture.url;
    of_page.charset = std::move(charset);
    of_page.captured = parse_timestamp(capture.date);
    // The file's name tells when it was crawled, not when anything was published.
    of_page.path = capture.url;
    of_page.id_base = capture.url;
    return read_page(std::move(bytes), of_page);
}

}  // namespace

Record skip_block(ByteBuffer& buffer, std::uint64_t size, std::string reason) {
    const std::uint64_t skipped = buffer.skip(size);
    if (skipped < size) return cut_off(skipped, size);
    Record record;
    record.content = Skip{std::move(reason)};
    return record;
}

Record read_capture(ByteBuffer& buffer, const Capture& capture, const ReadingContext& context) {
    const std::uint64_t size = capture.size;
    (void)buffer.fill_to(static_cast<std::size_t>(std::min<std::uint64_t>(size, longest_head)));
    const auto block = buffer.held().substr(
        0, static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer.held().size())));
    HttpResponse response;
    if (capture.is_response) {
        const std::optional<HttpResponse> head = read_http_head(block);
        if (!head) {
            const std::string type = visible(capture.type.substr(0, 60));
            return skip_block(buffer, size,
                              type.empty() ? "a response that is no HTTP" : "a response of type " + type);
        }
        response = *head;
        if (response.status != 200)
            return skip_block(buffer, size, fmt::format("a response with status {}", response.status));
    } else {
        response.type = capture.type;
    }
    if (!is_html(response.type, block.substr(response.head_size))) {
        const std::string type =
            response.type.empty() ? "no type" : "type " + visible(response.type.substr(0, 60));
        return skip_block(buffer, size,
                          fmt::format("a {} of {}", capture.is_response ? "response" : "resource", type));
    }
    if (size > record_limit) {
        Record record = skip_block(buffer, size, {});
        if (std::holds_alternative<Skip>(record.content))
            record.content = Reject{"the record is too large", "no record may have more than 64 MiB"};
        return record;
    }
    const auto whole = static_cast<std::size_t>(size);
    if (!buffer.fill_to(whole)) {
        const std::size_t had = buffer.held().size();
        buffer.consume(had);
        return cut_off(had, size);
    }
    Record record;
    try {
        HttpBody body =
            decoded_body(response, buffer.held().substr(0, whole).substr(response.head_size), record_limit);
        if (trimmed(body.bytes).empty()) {
            record.content = Skip{"a page without any content"};
        } else {
            record = read_found_page(std::move(body.bytes), capture, response.charset, context);
        }
        if (!body.doubt.empty()) record.notes.push_back(body.doubt);
    } catch (const Error& error) {
        record = rejected(error.message(), error.hint());
    }
    buffer.consume(whole);
    return record;
}

}  // namespace dateline
