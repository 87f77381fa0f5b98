#include "indexer/readers/http_response.h"

#include <algorithm>
#include <utility>
#include <zlib.h>

#include <fmt/format.h>

#include "common/error.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/decompress.h"
#include "indexer/input/visible.h"

namespace dateline {
namespace {

constexpr const char* cut_off = "the body is cut off or damaged";

/// Nobody applies more codings, one over another.
constexpr std::size_t most_codings = 4;

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return lower;
}

/// "text/html; charset=utf-8"
void read_content_type(std::string_view value, HttpResponse& response) {
    const std::size_t end = std::min(value.find(';'), value.size());
    response.type = lower_case(trimmed(value.substr(0, end)));
    const std::string parameters = lower_case(value.substr(end));
    const std::size_t found = parameters.find("charset=");
    if (found == std::string::npos) return;
    std::string_view charset = std::string_view(parameters).substr(found + 8);
    charset = trimmed(charset.substr(0, charset.find(';')));
    while (charset.starts_with('"') || charset.starts_with('\'')) charset.remove_prefix(1);
    response.charset = charset.substr(0, charset.find_first_of("\"' ,"));
}

void read_codings(std::string_view value, HttpResponse& response) {
    while (!value.empty() && response.encodings.size() <= most_codings) {
        const std::size_t end = std::min(value.find(','), value.size());
        std::string coding = lower_case(trimmed(value.substr(0, end)));
        value.remove_prefix(std::min(end + 1, value.size()));
        if (coding.empty() || coding == "identity" || coding == "none" || coding == "utf-8") continue;
        if (coding == "chunked") {
            response.chunked = true;
        } else {
            response.encodings.push_back(std::move(coding));
        }
    }
}

/// The size that a chunk begins with; nothing when that is no size.
std::optional<std::size_t> chunk_size(std::string_view line) {
    line = trimmed(line.substr(0, line.find(';')));
    if (line.empty() || line.size() > 15) return std::nullopt;
    std::size_t size = 0;
    for (const char c : line) {
        const std::string_view digits = "0123456789abcdef";
        const std::size_t digit = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c | 0x20) : c);
        if (digit == digits.npos) return std::nullopt;
        size = 16 * size + digit;
    }
    return size;
}

HttpBody without_chunks(std::string_view body) {
    HttpBody result;
    bool first = true;
    while (true) {
        const std::size_t line_end = body.find('\n');
        const std::optional<std::size_t> size =
            line_end == body.npos ? std::nullopt : chunk_size(body.substr(0, line_end));
        if (!size) {
            // No chunks at all: whoever stored it undid them.
            if (first) return {std::string(body), {}};
            result.doubt = cut_off;
            return result;
        }
        first = false;
        body.remove_prefix(line_end + 1);
        if (*size == 0) return result;
        const std::string_view chunk = body.substr(0, *size);
        result.bytes += chunk;
        body.remove_prefix(chunk.size());
        if (chunk.size() < *size) {
            result.doubt = cut_off;
            return result;
        }
        if (body.starts_with('\r')) body.remove_prefix(1);
        if (body.starts_with('\n')) body.remove_prefix(1);
    }
}

void refuse_more_than(std::size_t most, std::size_t size) {
    if (size > most) throw Error("the record is too large", "no record may have more than 64 MiB");
}

HttpBody drained(std::string compressed, std::size_t most) {
    HttpBody result;
    try {
        const auto stream = decompressed(stream_of(std::move(compressed)));
        std::vector<char> room(std::size_t{1} << 16);
        while (const std::size_t count = stream->read(room)) {
            refuse_more_than(most, result.bytes.size() + count);
            result.bytes.append(room.data(), count);
        }
    } catch (const Error&) {
        if (result.bytes.empty() || result.bytes.size() + (std::size_t{1} << 16) > most) throw;
        result.doubt = cut_off;
    }
    return result;
}

/// Deflate, which means zlib's form of it, but comes without that, too.
HttpBody inflated(std::string_view body, int window_bits, std::size_t most) {
    HttpBody result;
    z_stream inflater{};
    if (inflateInit2(&inflater, window_bits) != Z_OK) throw Error("cannot start to decompress deflate data");
    inflater.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    inflater.avail_in = static_cast<uInt>(body.size());
    std::vector<char> room(std::size_t{1} << 16);
    int outcome = Z_OK;
    while (outcome == Z_OK && result.bytes.size() <= most) {
        inflater.next_out = reinterpret_cast<Bytef*>(room.data());
        inflater.avail_out = static_cast<uInt>(room.size());
        outcome = inflate(&inflater, Z_NO_FLUSH);
        result.bytes.append(room.data(), room.size() - inflater.avail_out);
    }
    inflateEnd(&inflater);
    refuse_more_than(most, result.bytes.size());
    if (outcome != Z_STREAM_END) result.doubt = cut_off;
    return result;
}

HttpBody without_coding(std::string_view coding, std::string body, std::size_t most) {
    if (coding == "gzip" || coding == "x-gzip" || coding == "zstd") {
        const bool compressed = body.starts_with("\x1f\x8b") || body.starts_with("\x28\xb5\x2f\xfd");
        return compressed ? drained(std::move(body), most) : HttpBody{std::move(body), {}};
    }
    if (coding == "deflate") {
        HttpBody result = inflated(body, MAX_WBITS, most);
        if (result.bytes.empty()) result = inflated(body, -MAX_WBITS, most);
        // Text is neither: whoever stored it undid the coding.
        if (result.bytes.empty() && trimmed(body).starts_with('<')) return {std::move(body), {}};
        return result;
    }
    throw Error(fmt::format("a body in the content coding \"{}\" is not read", visible(coding.substr(0, 40))),
                "crawl it again without that coding, or have the crawler undo it");
}

}  // namespace

std::optional<HttpResponse> read_http_head(std::string_view block) {
    std::string_view rest = block;
    std::string_view line;
    if (!block.starts_with("HTTP/") || !take_line(rest, line)) return std::nullopt;
    HttpResponse response;
    const std::size_t status = std::min(line.find(' '), line.size());
    for (const char c : trimmed(line.substr(status)).substr(0, 3)) {
        if (c < '0' || c > '9') return std::nullopt;
        response.status = 10 * response.status + (c - '0');
    }
    while (take_line(rest, line) && !line.empty()) {
        const std::size_t colon = line.find(':');
        if (colon == line.npos) continue;
        const std::string name = lower_case(trimmed(line.substr(0, std::min<std::size_t>(colon, 60))));
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (name == "content-type") read_content_type(value, response);
        if (name == "transfer-encoding" || name == "content-encoding") read_codings(value, response);
    }
    response.head_size = block.size() - rest.size();
    return response;
}

HttpBody decoded_body(const HttpResponse& response, std::string_view body, std::size_t most) {
    HttpBody result = response.chunked ? without_chunks(body) : HttpBody{std::string(body), {}};
    if (response.encodings.size() > most_codings) throw Error("a body with too many codings");
    for (auto coding = response.encodings.rbegin(); coding != response.encodings.rend(); ++coding) {
        if (result.bytes.empty()) break;
        const std::string doubt = std::move(result.doubt);
        result = without_coding(*coding, std::move(result.bytes), most);
        if (result.doubt.empty()) result.doubt = doubt;
    }
    return result;
}

}  // namespace dateline
