#include "common/text/characters.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dateline {

namespace {

/// No character's encoding is longer.
constexpr std::size_t longest_encoding = 4;
/// How many bytes the search for a cluster border goes; longer clusters are attacks, not text.
constexpr std::size_t search_reach = 256;

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// True when a whole character begins before `at` and ends behind it.
bool is_inside_character(std::string_view text, std::size_t at) {
    if (!is_continuation(text[at])) return false;
    for (std::size_t back = 1; back < longest_encoding && back <= at; ++back) {
        std::size_t i = at - back;
        if (is_continuation(text[i])) continue;
        (void)next_character(text, i);
        return i > at;
    }
    return false;
}

int break_property(char32_t character) {
    return u_getIntPropertyValue(static_cast<UChar32>(character), UCHAR_GRAPHEME_CLUSTER_BREAK);
}

bool is_pictograph(char32_t character) {
    return u_hasBinaryProperty(static_cast<UChar32>(character), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

bool hangul_goes_on(int before, int behind) {
    switch (before) {
        case U_GCB_L:
            return behind == U_GCB_L || behind == U_GCB_V || behind == U_GCB_LV || behind == U_GCB_LVT;
        case U_GCB_LV:
        case U_GCB_V:
            return behind == U_GCB_V || behind == U_GCB_T;
        case U_GCB_LVT:
        case U_GCB_T:
            return behind == U_GCB_T;
        default:
            return false;
    }
}

/// True when a pictograph and its modifiers stand before the joiner that ends at `at`.
bool joins_pictograph(std::string_view text, std::size_t at, std::size_t stop) {
    std::size_t i = at;
    (void)previous_character(text, i);
    while (i > stop) {
        const char32_t character = previous_character(text, i);
        if (break_property(character) == U_GCB_EXTEND) continue;
        return is_pictograph(character);
    }
    return false;
}

/// True when an odd number of flag letters ends at `at`: the next one completes a flag.
bool flag_is_open(std::string_view text, std::size_t at, std::size_t stop) {
    bool open = false;
    for (std::size_t i = at; i > stop; open = !open) {
        if (break_property(previous_character(text, i)) != U_GCB_REGIONAL_INDICATOR) break;
    }
    return open;
}

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + at;
    const auto room = static_cast<std::int32_t>(std::min(text.size() - at, longest_encoding));
    std::int32_t length = 0;
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(bytes, length, room, character);
    at += static_cast<std::size_t>(length);
    return static_cast<char32_t>(character);
}

char32_t previous_character(std::string_view text, std::size_t& at) {
    const std::size_t window = at - std::min(at, longest_encoding);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + window;
    auto end = static_cast<std::int32_t>(at - window);
    UChar32 character = 0;
    U8_PREV_OR_FFFD(bytes, 0, end, character);
    at = window + static_cast<std::size_t>(end);
    return static_cast<char32_t>(character);
}

void append_character(char32_t character, std::string& to) {
    char bytes[longest_encoding];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(character));
    to.append(bytes, static_cast<std::size_t>(length));
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) (void)next_character(text, at);
    return count;
}

/// The rules of UAX #29 for extended grapheme clusters, looked at from one place.
bool is_cluster_border(std::string_view text, std::size_t at, std::size_t reach) {
    if (at == 0 || at >= text.size()) return true;
    const auto behind_byte = static_cast<unsigned char>(text[at]);
    const auto before_byte = static_cast<unsigned char>(text[at - 1]);
    if (behind_byte < 0x80 && before_byte < 0x80) return !(before_byte == '\r' && behind_byte == '\n');
    if (is_inside_character(text, at)) return false;
    std::size_t i = at;
    const char32_t before = previous_character(text, i);
    std::size_t j = at;
    const char32_t behind = next_character(text, j);
    const int before_kind = break_property(before);
    const int behind_kind = break_property(behind);
    const auto is_control = [](int kind) {
        return kind == U_GCB_CONTROL || kind == U_GCB_CR || kind == U_GCB_LF;
    };
    if (is_control(before_kind) || is_control(behind_kind)) return true;
    if (behind_kind == U_GCB_EXTEND || behind_kind == U_GCB_ZWJ || behind_kind == U_GCB_SPACING_MARK ||
        before_kind == U_GCB_PREPEND || hangul_goes_on(before_kind, behind_kind)) {
        return false;
    }
    const std::size_t stop = at - std::min(at, reach);
    if (before_kind == U_GCB_ZWJ && is_pictograph(behind)) return !joins_pictograph(text, at, stop);
    if (before_kind == U_GCB_REGIONAL_INDICATOR && behind_kind == U_GCB_REGIONAL_INDICATOR) {
        return !flag_is_open(text, at, stop);
    }
    return true;
}

std::size_t cluster_border_before(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    const std::size_t stop = at - std::min(at, search_reach);
    for (std::size_t i = at; i > stop; --i) {
        if (is_cluster_border(text, i)) return i;
    }
    if (stop == 0) return 0;
    while (at > stop && is_continuation(text[at])) --at;
    return at;
}

std::size_t cluster_border_behind(std::string_view text, std::size_t at) {
    const std::size_t stop = std::min(text.size(), at + search_reach);
    for (std::size_t i = at; i < stop; ++i) {
        if (is_cluster_border(text, i)) return i;
    }
    if (stop == text.size()) return stop;
    while (at < stop && is_continuation(text[at])) ++at;
    return at;
}

}  // namespace dateline
