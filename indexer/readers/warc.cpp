#include "indexer/readers/warc.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "indexer/input/byte_buffer.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/visible.h"
#include "indexer/readers/capture.h"

namespace dateline {
namespace {

/// No head of a record is longer.
constexpr std::size_t longest_head = std::size_t{1} << 20;

constexpr std::size_t longest_url = 8000;

bool is_same_name(std::string_view name, std::string_view lower) {
    return std::ranges::equal(name, lower, [](char c, char low) {
        return (c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) == low;
    });
}

/// The head of a record.
struct Head {
    std::string type;
    std::string block_type;  ///< Content-Type
    Capture capture;
    bool has_size = false;
};

void read_field(std::string_view name, std::string_view value, Head& head) {
    if (is_same_name(name, "warc-type")) {
        head.type = visible(value.substr(0, 60));
    } else if (is_same_name(name, "warc-target-uri")) {
        // Some tools write it in angle brackets.
        if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
        head.capture.url = visible(value.substr(0, longest_url));
    } else if (is_same_name(name, "warc-date")) {
        head.capture.date = value.substr(0, 60);
    } else if (is_same_name(name, "content-type")) {
        head.block_type = trimmed(value.substr(0, value.find(';'))).substr(0, 200);
        for (char& c : head.block_type) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    } else if (is_same_name(name, "content-length")) {
        const char* end = value.data() + value.size();
        const auto parsed = std::from_chars(value.data(), end, head.capture.size);
        head.has_size = parsed.ec == std::errc{} && parsed.ptr == end;
    }
}

class WarcReader final : public Reader {
public:
    WarcReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : buffer_(std::move(bytes)), context_(context) {}

    std::optional<Record> next() override {
        if (!skip_blank_lines()) return std::nullopt;
        const std::uint64_t offset = buffer_.offset();
        Head head;
        Record record = read_record(head);
        record.number = ++number_;
        record.offset = offset;
        record.member = std::move(head.capture.url);
        return record;
    }

private:
    /// False at the end of the file.
    bool skip_blank_lines() {
        while (true) {
            const std::string_view held = buffer_.held();
            const std::size_t blank =
                std::min(held.find_first_not_of(std::string_view("\r\n\0", 3)), held.size());
            buffer_.consume(blank);
            if (!buffer_.held().empty()) return true;
            if (!buffer_.fill()) return false;
        }
    }

    Record read_record(Head& head) {
        if (!read_head(head)) return rejected_head("no WARC record begins where one must");
        if (!head.has_size) return rejected_head("a WARC record without a length");
        const std::uint64_t size = head.capture.size;
        const bool resource = head.type == "resource" && !head.capture.url.starts_with("metadata:");
        if (head.type != "response" && !resource)
            return skip_block(
                buffer_, size,
                head.type.empty() ? "a WARC record of no type" : "a WARC record of type " + head.type);
        head.capture.is_response = !resource;
        head.capture.type = head.block_type;
        return read_capture(buffer_, head.capture, context_);
    }

    /// Reads the head, up to and with its blank line. False when there is none; the buffer stands where it
    /// did.
    bool read_head(Head& head) {
        if (!buffer_.fill_to(5) || !buffer_.held().starts_with("WARC/")) return false;
        std::size_t end = 0;
        std::size_t searched = 0;
        while (true) {
            const std::string_view held = buffer_.held();
            const std::size_t windows = held.find("\r\n\r\n", searched);
            const std::size_t unix_end = held.find("\n\n", searched);
            end = std::min(windows == held.npos ? held.npos : windows + 4,
                           unix_end == held.npos ? held.npos : unix_end + 2);
            if (end != held.npos) break;
            searched = held.size() < 3 ? 0 : held.size() - 3;
            if (held.size() > longest_head || !buffer_.fill()) return false;
        }
        std::string_view lines = buffer_.held().substr(0, end);
        std::string_view line;
        (void)take_line(lines, line);  // the version
        while (take_line(lines, line)) {
            const std::size_t colon = line.find(':');
            if (colon != line.npos)
                read_field(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)), head);
        }
        buffer_.consume(end);
        return true;
    }

    /// Goes on at the next line that begins a record.
    Record rejected_head(std::string reason) {
        do {
            buffer_.skip_line();
        } while (buffer_.fill_to(6) && !recognise_warc(buffer_.held().substr(0, 16)));
        if (buffer_.held().size() < 6) buffer_.consume(buffer_.held().size());
        Record record;
        record.content =
            Reject{std::move(reason), "make the file again; records that are found behind it are read"};
        return record;
    }

    ByteBuffer buffer_;
    ReadingContext context_;
    std::uint64_t number_ = 0;
};

}  // namespace

int recognise_warc(std::string_view head) {
    while (head.starts_with('\r') || head.starts_with('\n')) head.remove_prefix(1);
    return head.starts_with("WARC/0.") || head.starts_with("WARC/1.") ? 100 : 0;
}

std::unique_ptr<Reader> open_warc(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<WarcReader>(std::move(bytes), context);
}

}  // namespace dateline
