#include "indexer/input/visible.h"

#include <cstdint>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dateline {
namespace {

constexpr UChar32 zero_width_non_joiner = 0x200c;
constexpr UChar32 zero_width_joiner = 0x200d;

bool is_hex_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool begins_escape(std::string_view text) {
    return text.size() >= 4 && text[0] == '\\' && text[1] == 'x' && is_hex_digit(text[2]) &&
           is_hex_digit(text[3]);
}

bool is_seen(UChar32 character) {
    if (character < 0) return false;
    if (character == zero_width_joiner || character == zero_width_non_joiner) return true;
    const int8_t type = u_charType(character);
    return type != U_CONTROL_CHAR && type != U_FORMAT_CHAR && type != U_LINE_SEPARATOR &&
           type != U_PARAGRAPH_SEPARATOR;
}

constexpr bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

std::string visible(std::string_view text) {
    std::string seen;
    seen.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::string_view rest = text.substr(at);
        std::size_t size = 1;
        bool keep = rest[0] >= 0x20 && rest[0] < 0x7f && !begins_escape(rest);
        if (static_cast<unsigned char>(rest[0]) >= 0x80) {
            // Four bytes are a whole character or show that there is none.
            const std::string_view near = rest.substr(0, 4);
            const auto* bytes = reinterpret_cast<const std::uint8_t*>(near.data());
            std::int32_t next = 0;
            UChar32 character = 0;
            U8_NEXT(bytes, next, static_cast<std::int32_t>(near.size()), character);
            keep = is_seen(character);
            size = static_cast<std::size_t>(next);
        }
        for (const char byte : rest.substr(0, size)) {
            if (keep) {
                seen += byte;
            } else {
                seen += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
            }
        }
        at += size;
    }
    return seen;
}

std::string bytes_of_visible(std::string_view visible_text) {
    constexpr std::size_t escape_size = 4;
    std::string text;
    for (std::size_t at = 0; at < visible_text.size();) {
        if (!begins_escape(visible_text.substr(at))) {
            text += visible_text[at++];
            continue;
        }
        text += static_cast<char>(std::stoi(std::string(visible_text.substr(at + 2, 2)), nullptr, 16));
        at += escape_size;
    }
    return text;
}

std::string unescaped(std::string_view visible_text) {
    std::string text = bytes_of_visible(visible_text);
    // Bytes that were no UTF-8 stand in no text, so that such an id stays as it is shown.
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 character = 0;
        U8_NEXT(bytes, at, size, character);
        if (character < 0) return std::string(visible_text);
    }
    return text;
}

std::string clean_id(std::string_view id) {
    while (!id.empty() && is_blank(id.front())) id.remove_prefix(1);
    while (!id.empty() && is_blank(id.back())) id.remove_suffix(1);
    return visible(id);
}

}  // namespace dateline
