#include "indexer/readers/arc.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/input/byte_buffer.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/visible.h"
#include "indexer/readers/capture.h"

namespace dateline {
namespace {

constexpr std::size_t longest_head = std::size_t{64} << 10;

/// The words of a record's line. Version 1: address, IP, date, type, length; version 2 has five more before
/// the length. Addresses with blanks in them exist, so places count from the end.
constexpr std::size_t words_of_version_1 = 5;
constexpr std::size_t words_of_version_2 = 10;

bool is_date(std::string_view word) {
    return word.size() >= 8 && word.size() <= 17 && word.find_first_not_of("0123456789") == word.npos;
}

std::optional<Capture> capture_of(std::string_view line) {
    std::vector<std::string_view> words;
    std::string_view rest = line;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        words.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    Capture capture;
    for (const std::size_t count : {words_of_version_2, words_of_version_1}) {
        if (words.size() < count || !is_date(words[words.size() - count + 2])) continue;
        const std::string_view length = words.back();
        const char* end = length.data() + length.size();
        const auto parsed = std::from_chars(length.data(), end, capture.size);
        if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
        const std::string_view address_end = words[words.size() - count];
        capture.url = visible(
            line.substr(0, static_cast<std::size_t>(address_end.data() + address_end.size() - line.data())));
        capture.date = words[words.size() - count + 2];
        return capture;
    }
    return std::nullopt;
}

class ArcReader final : public Reader {
public:
    ArcReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : buffer_(std::move(bytes)), context_(context) {}

    std::optional<Record> next() override {
        std::string line;
        std::uint64_t offset = 0;
        do {
            offset = buffer_.offset();
            if (!take_head(line)) return std::nullopt;
        } while (trimmed(line).empty());
        Record record;
        std::optional<Capture> capture = capture_of(trimmed(line));
        if (!capture) {
            record = lost();
        } else if (capture->url.starts_with("filedesc:")) {
            record = skip_block(buffer_, capture->size, "the head of an ARC file");
        } else if (!capture->url.starts_with("http")) {
            record = skip_block(buffer_, capture->size, "no response to HTTP");
        } else {
            record = read_capture(buffer_, *capture, context_);
        }
        record.number = ++number_;
        record.offset = offset;
        if (capture) record.member = std::move(capture->url);
        return record;
    }

private:
    /// The next line; what is longer than any head comes in parts. False at the end.
    bool take_head(std::string& line) {
        std::size_t end = buffer_.held().find('\n');
        while (end == std::string_view::npos && buffer_.held().size() < longest_head) {
            const std::size_t searched = buffer_.held().size();
            if (!buffer_.fill()) break;
            end = buffer_.held().find('\n', searched);
        }
        const std::size_t size =
            std::min(end == std::string_view::npos ? end : end + 1, buffer_.held().size());
        line = buffer_.held().substr(0, size);
        buffer_.consume(size);
        return size > 0;
    }

    /// Goes on at the next line that could be a record's.
    Record lost() {
        Record record;
        record.content = Reject{"no ARC record begins where one must",
                                "make the file again; records that are found behind it are read"};
        while (true) {
            while (buffer_.held().find('\n') == std::string_view::npos &&
                   buffer_.held().size() < longest_head && buffer_.fill()) {
            }
            const std::string_view held = buffer_.held();
            const std::string_view line = held.substr(0, std::min(held.find('\n'), longest_head));
            if (held.empty() || (line.starts_with("http") && capture_of(trimmed(line)))) return record;
            buffer_.skip_line();
        }
    }

    ByteBuffer buffer_;
    ReadingContext context_;
    std::uint64_t number_ = 0;
};

}  // namespace

int recognise_arc(std::string_view head) {
    return head.starts_with("filedesc://") ? 100 : 0;
}

std::unique_ptr<Reader> open_arc(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<ArcReader>(std::move(bytes), context);
}

}  // namespace dateline
