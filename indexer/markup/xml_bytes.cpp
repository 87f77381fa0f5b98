#include "indexer/markup/xml_bytes.h"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"

namespace dateline {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;

/// How many bytes at the end may be the beginning of a character that goes on in the next block.
std::size_t open_character_size(std::string_view bytes) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if ((byte & 0xc0) == 0x80) continue;
        const std::size_t size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
        return size > back ? back : 0;
    }
    return 0;
}

void append_clean(std::string_view bytes, std::string& text) {
    if (is_utf8(bytes)) {
        text += bytes;
        return;
    }
    // Line by line: what was put together from several sources mixes encodings.
    while (!bytes.empty()) {
        const std::size_t size = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        const std::string_view line = bytes.substr(0, size);
        if (is_utf8(line)) {
            text += line;
        } else {
            text += to_utf8(std::string(line)).text;
        }
        bytes.remove_prefix(size);
    }
}

class CleanStream final : public ByteStream {
public:
    explicit CleanStream(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}

    std::size_t read(std::span<char> room) override {
        while (at_ == text_.size() && !at_end_) refill();
        if (at_ == text_.size() && failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
        const std::size_t count = std::min(room.size(), text_.size() - at_);
        std::copy_n(text_.data() + at_, count, room.data());
        at_ += count;
        return count;
    }

private:
    void refill() {
        const std::size_t kept = open_.size();
        open_.resize(kept + block_size);
        std::size_t count = 0;
        try {
            count = bytes_->read(std::span(open_).subspan(kept));
        } catch (const Error&) {
            failure_ = std::current_exception();
        }
        open_.resize(kept + count);
        at_end_ = count == 0;
        // A line must not be judged by a part of it, unless it is longer than a block.
        std::size_t whole = open_.size();
        if (!at_end_) {
            const std::size_t line_end = open_.rfind('\n');
            whole = line_end != open_.npos       ? line_end + 1
                    : open_.size() >= block_size ? open_.size() - open_character_size(open_)
                                                 : 0;
        }
        text_.clear();
        at_ = 0;
        append_clean(std::string_view(open_).substr(0, whole), text_);
        open_.erase(0, whole);
        if (first_ && !text_.empty()) {
            if (text_.starts_with("\xef\xbb\xbf")) text_.replace(0, 3, "   ");
            first_ = false;
        }
        for (char& c : text_) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') c = ' ';
        }
    }

    std::unique_ptr<ByteStream> bytes_;
    std::string open_;  ///< read, but the line goes on
    std::string text_;
    std::size_t at_ = 0;
    bool at_end_ = false;
    bool first_ = true;
    std::exception_ptr failure_;
};

/// True for a name that bytes which can be read as ASCII cannot be encoded by.
bool is_wide(std::string_view encoding) {
    std::string name(encoding.substr(0, 6));
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return name.starts_with("utf-16") || name.starts_with("utf16") || name.starts_with("utf-32") ||
           name.starts_with("utf32") || name.starts_with("ucs-") || name.starts_with("iso-10");
}

bool is_known(std::string_view encoding) {
    try {
        (void)to_utf8("a", encoding);
        return true;
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

std::string_view declared_encoding(std::string_view text) {
    text = trimmed(text);
    if (!text.starts_with("<?xml")) return {};
    text = text.substr(0, text.find("?>"));
    std::size_t at = text.find("encoding");
    if (at == text.npos) return {};
    text = trimmed(text.substr(at + 8));
    if (!text.starts_with('=')) return {};
    text = trimmed(text.substr(1));
    if (text.empty() || (text[0] != '"' && text[0] != '\'')) return {};
    const std::size_t end = text.find(text[0], 1);
    return end == text.npos ? std::string_view{} : trimmed(text.substr(1, end - 1));
}

std::unique_ptr<ByteStream> xml_stream(std::unique_ptr<ByteStream> bytes, std::string_view declared,
                                       std::string_view charset) {
    const std::string head = read_ahead(bytes, 4096);
    std::string encoding(declared);
    if (encoding.empty()) encoding = declared_encoding(head);
    if (encoding.empty()) encoding = charset;
    bytes = stream_of(head, std::move(bytes));
    const bool believed = !declared.empty() || (!is_wide(encoding) && is_known(encoding));
    return std::make_unique<CleanStream>(utf8_stream(std::move(bytes), believed ? encoding : std::string()));
}

}  // namespace dateline
