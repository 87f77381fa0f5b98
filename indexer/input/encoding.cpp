#include "indexer/input/encoding.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include "common/error.h"

namespace dateline {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view replacement = "\xef\xbf\xbd";
constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

/// How many bytes at the front are ASCII.
std::size_t ascii_run(std::string_view bytes) {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    std::size_t at = 0;
    while (bytes.size() - at >= 32) {
        std::uint64_t words[4];
        std::memcpy(words, bytes.data() + at, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & high_bits) != 0) break;
        at += 32;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    return at;
}

/// The bytes of the valid character at the front, 0 when there is none. `bytes` is not empty.
std::size_t character_size(std::string_view bytes) {
    const auto byte = [&](std::size_t at) {
        return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
    };
    const auto follows = [&](std::size_t at) { return (byte(at) & 0xc0) == 0x80; };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead < 0xc2) return 0;
    if (lead < 0xe0) return follows(1) ? 2 : 0;
    if (lead < 0xf0) {
        const bool overlong = lead == 0xe0 && byte(1) < 0xa0;
        const bool surrogate = lead == 0xed && byte(1) >= 0xa0;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead > 0xf4) return 0;
    const bool overlong = lead == 0xf0 && byte(1) < 0x90;
    const bool beyond = lead == 0xf4 && byte(1) >= 0x90;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
}

/// Bytes 80 to 9F of Windows-1252; zero where it has no character.
constexpr std::array<char16_t, 32> windows_1252_high{
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

void append_character(std::string& text, char32_t character) {
    std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
    int size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, character);
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

Decoded from_windows_1252(std::string_view bytes) {
    Decoded decoded;
    decoded.encoding = "windows-1252";
    decoded.text.reserve(bytes.size() + bytes.size() / 8);
    while (!bytes.empty()) {
        const std::size_t plain = ascii_run(bytes);
        decoded.text.append(bytes.substr(0, plain));
        bytes.remove_prefix(plain);
        if (bytes.empty()) break;
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        const char32_t character = byte < 0xa0 ? windows_1252_high[byte - 0x80U] : byte;
        if (character == 0) {
            ++decoded.broken;
            decoded.text.append(replacement);
        } else {
            append_character(decoded.text, character);
        }
    }
    return decoded;
}

/// How many bytes at the front are the beginning of a character that then breaks off; at least one. They
/// count as one broken place, as in browsers.
std::size_t broken_size(std::string_view bytes) {
    const auto lead = static_cast<unsigned char>(bytes[0]);
    if (lead < 0xc2 || lead > 0xf4 || bytes.size() < 2) return 1;
    const auto second = static_cast<unsigned char>(bytes[1]);
    const unsigned lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const unsigned highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (lead < 0xe0 || second < lowest || second > highest) return 1;
    if (lead < 0xf0 || bytes.size() < 3) return 2;
    return (static_cast<unsigned char>(bytes[2]) & 0xc0) == 0x80 ? 3 : 2;
}

Decoded from_broken_utf8(std::string_view bytes) {
    Decoded decoded;
    decoded.text.reserve(bytes.size() + 16);
    while (!bytes.empty()) {
        std::size_t good = 0;
        while (good < bytes.size()) {
            good += ascii_run(bytes.substr(good));
            const std::size_t size = good < bytes.size() ? character_size(bytes.substr(good)) : 0;
            if (size == 0) break;
            good += size;
        }
        decoded.text.append(bytes.substr(0, good));
        bytes.remove_prefix(good);
        if (bytes.empty()) break;
        decoded.text.append(replacement);
        ++decoded.broken;
        bytes.remove_prefix(broken_size(bytes));
    }
    return decoded;
}

/// True when more of the bytes beyond ASCII stand in valid characters' places than stand alone.
bool mostly_utf8(std::string_view bytes) {
    std::size_t characters = 0;
    std::size_t strays = 0;
    while (true) {
        bytes.remove_prefix(ascii_run(bytes));
        if (bytes.empty()) return characters > strays;
        const std::size_t size = character_size(bytes);
        ++(size > 0 ? characters : strays);
        bytes.remove_prefix(size > 0 ? size : broken_size(bytes));
    }
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name.c_str(), &status));
    if (U_FAILURE(status) || converter == nullptr || name.empty())
        throw Error("unknown encoding \"" + name + '"',
                    "try utf-8, utf-16, windows-1252, iso-8859-2 or koi8-r");
    return converter;
}

enum class Plan { leave, utf8, windows_1252, convert };

/// What to do with bytes that begin like this.
struct Decision {
    Plan plan = Plan::leave;
    std::string name;      ///< for ICU
    std::size_t mark = 0;  ///< bytes of a byte order mark
};

std::string lower(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return low;
}

/// UTF-16 without a mark shows in Western text by every other byte being zero.
std::string_view utf16_by_zeros(std::string_view head) {
    head = head.substr(0, std::min<std::size_t>(head.size(), 4096));
    const std::size_t pairs = head.size() / 2;
    if (pairs < 2) return {};
    std::size_t first_zero = 0;
    std::size_t second_zero = 0;
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        first_zero += head[2 * pair] == 0 ? 1 : 0;
        second_zero += head[2 * pair + 1] == 0 ? 1 : 0;
    }
    if (second_zero * 10 > pairs * 4 && first_zero * 20 <= pairs) return "UTF-16LE";
    if (first_zero * 10 > pairs * 4 && second_zero * 20 <= pairs) return "UTF-16BE";
    return {};
}

Decision decide(std::string_view head, std::string_view declared) {
    if (head.starts_with(utf8_mark)) return {Plan::utf8, {}, utf8_mark.size()};
    if (head.starts_with("\xff\xfe\x00\x00"sv)) return {Plan::convert, "UTF-32LE", 4};
    if (head.starts_with("\x00\x00\xfe\xff"sv)) return {Plan::convert, "UTF-32BE", 4};
    if (head.starts_with("\xff\xfe"sv)) return {Plan::convert, "UTF-16LE", 2};
    if (head.starts_with("\xfe\xff"sv)) return {Plan::convert, "UTF-16BE", 2};
    const std::string_view by_zeros = utf16_by_zeros(head);
    if (declared.empty()) {
        if (by_zeros.empty()) return {};
        return {Plan::convert, std::string(by_zeros), 0};
    }
    const Converter known = open_converter(std::string(declared));
    UErrorCode status = U_ZERO_ERROR;
    const char* canonical = ucnv_getName(known.get(), &status);
    const std::string name = lower(U_FAILURE(status) || canonical == nullptr ? "" : canonical);
    if (name == "utf-8") return {Plan::utf8, {}, 0};
    if (name == "utf-16") return {Plan::convert, std::string(by_zeros.empty() ? "UTF-16LE"sv : by_zeros), 0};
    if (name == "us-ascii" || name == "iso-8859-1" || name.starts_with("ibm-5348"))
        return {Plan::windows_1252, {}, 0};
    return {Plan::convert, std::string(declared), 0};
}

/// Decodes piece by piece. What is broken becomes U+FFFD, which is ICU's default.
class StreamDecoder {
public:
    explicit StreamDecoder(const std::string& name)
        : from_(open_converter(name)), to_(open_converter("UTF-8")), pivot_(4096) {
        pivot_begin_ = pivot_end_ = pivot_.data();
    }

    /// Decodes all of `bytes` onto the end of `text`; `last` when no more will come.
    void append(std::string_view bytes, bool last, std::string& text) {
        const char* source = bytes.data();
        const char* const source_end = source + bytes.size();
        std::array<char, 8192> room;
        while (true) {
            char* target = room.data();
            UErrorCode status = U_ZERO_ERROR;
            ucnv_convertEx(to_.get(), from_.get(), &target, room.data() + room.size(), &source, source_end,
                           pivot_.data(), &pivot_begin_, &pivot_end_, pivot_.data() + pivot_.size(),
                           first_ ? 1 : 0, last ? 1 : 0, &status);
            first_ = false;
            text.append(room.data(), static_cast<std::size_t>(target - room.data()));
            if (status != U_BUFFER_OVERFLOW_ERROR) return;
        }
    }

private:
    Converter from_;
    Converter to_;
    std::vector<UChar> pivot_;
    UChar* pivot_begin_ = nullptr;
    UChar* pivot_end_ = nullptr;
    bool first_ = true;
};

std::uint64_t replacements_in(std::string_view text) {
    std::uint64_t count = 0;
    for (std::size_t at = text.find(replacement); at != text.npos; at = text.find(replacement, at + 3))
        ++count;
    return count;
}

class DecodingStream final : public ByteStream {
public:
    DecodingStream(std::unique_ptr<ByteStream> bytes, const Decision& decision)
        : bytes_(std::move(bytes)),
          windows_1252_(decision.plan == Plan::windows_1252),
          decoder_(windows_1252_ ? "UTF-8" : decision.name) {}

    std::size_t read(std::span<char> room) override {
        while (at_ == text_.size() && !at_end_) {
            const std::size_t count = bytes_->read(buffer_);
            at_end_ = count == 0;
            const std::string_view piece(buffer_.data(), count);
            at_ = 0;
            text_.clear();
            if (windows_1252_) {
                text_ = from_windows_1252(piece).text;
            } else {
                decoder_.append(piece, at_end_, text_);
            }
        }
        const std::size_t count = std::min(room.size(), text_.size() - at_);
        std::copy_n(text_.data() + at_, count, room.data());
        at_ += count;
        return count;
    }

private:
    std::unique_ptr<ByteStream> bytes_;
    bool windows_1252_;
    StreamDecoder decoder_;
    std::vector<char> buffer_ = std::vector<char>(std::size_t{1} << 16);
    std::string text_;
    std::size_t at_ = 0;
    bool at_end_ = false;
};

}  // namespace

bool is_utf8(std::string_view bytes) {
    while (true) {
        bytes.remove_prefix(ascii_run(bytes));
        if (bytes.empty()) return true;
        // Texts beyond ASCII come in runs: do not start the wide search again after every letter.
        while (!bytes.empty() && static_cast<unsigned char>(bytes.front()) >= 0x80) {
            const std::size_t size = character_size(bytes);
            if (size == 0) return false;
            bytes.remove_prefix(size);
        }
    }
}

Decoded to_utf8(std::string bytes, std::string_view declared) {
    const Decision decision = decide(bytes, declared);
    const std::string_view content = std::string_view(bytes).substr(decision.mark);
    if (decision.plan == Plan::windows_1252) return from_windows_1252(content);
    if (decision.plan == Plan::convert) {
        Decoded decoded;
        decoded.encoding = lower(decision.name);
        StreamDecoder(decision.name).append(content, true, decoded.text);
        decoded.broken = replacements_in(decoded.text);
        return decoded;
    }
    if (is_utf8(content)) {
        bytes.erase(0, decision.mark);
        return {std::move(bytes), 0, {}};
    }
    const bool surely_utf8 = decision.plan == Plan::utf8;
    return surely_utf8 || mostly_utf8(content) ? from_broken_utf8(content) : from_windows_1252(content);
}

std::unique_ptr<ByteStream> utf8_stream(std::unique_ptr<ByteStream> bytes, std::string_view declared) {
    std::string head = read_ahead(bytes, 4096);
    const Decision decision = decide(head, declared);
    const bool converts = decision.plan == Plan::convert || decision.plan == Plan::windows_1252;
    if (converts) head.erase(0, decision.mark);
    bytes = stream_of(std::move(head), std::move(bytes));
    if (!converts) return bytes;
    return std::make_unique<DecodingStream>(std::move(bytes), decision);
}

std::string head_text(std::string_view head) {
    return to_utf8(std::string(head)).text;
}

bool looks_binary(std::string_view head) {
    constexpr std::array<std::string_view, 19> magics{
        "%PDF-"sv,
        "\x89PNG"sv,
        "\xff\xd8\xff"sv,
        "GIF87a"sv,
        "GIF89a"sv,
        "PK\x03\x04"sv,
        "PK\x05\x06"sv,
        "\x7f"
        "ELF"sv,
        "Rar!\x1a"sv,
        "7z\xbc\xaf\x27"sv,
        "\xd0\xcf\x11\xe0"sv,
        "{\\rtf"sv,
        "II*\0"sv,
        "MM\0*"sv,
        "OggS\0"sv,
        "ID3\x03"sv,
        "ID3\x04"sv,
        "SQLite format 3"sv,
        "%!PS-Adobe"sv,
    };
    for (const std::string_view magic : magics) {
        if (head.starts_with(magic)) return true;
    }
    if (head.find('\0') == std::string_view::npos) return false;
    return decide(head, {}).plan != Plan::convert;
}

}  // namespace dateline
