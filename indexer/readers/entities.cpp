#include "indexer/readers/entities.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <unicode/utf8.h>

namespace dateline {
namespace {

/// From '&' to ';', both included.
constexpr std::size_t longest_reference = 12;

/// The character that a number refers to; -1 when there is none.
std::int32_t character_of(std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (hexadecimal) digits.remove_prefix(1);
    if (digits.empty()) return -1;
    std::int32_t character = 0;
    for (const char c : digits) {
        const char low = static_cast<char>(c | 0x20);
        std::int32_t digit = -1;
        if (c >= '0' && c <= '9') digit = c - '0';
        if (hexadecimal && low >= 'a' && low <= 'f') digit = low - 'a' + 10;
        if (digit < 0) return -1;
        character = character * (hexadecimal ? 16 : 10) + digit;
        if (character > 0x10ffff) return -1;
    }
    return character;
}

/// Appends what the reference, without '&' and ';', stands for; false when it is none.
bool append_reference(std::string_view reference, std::string& text) {
    constexpr std::pair<std::string_view, char> named[] = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [name, character] : named) {
        if (reference != name) continue;
        text += character;
        return true;
    }
    if (!reference.starts_with('#')) return false;
    const std::int32_t character = character_of(reference.substr(1));
    if (character < 0 || U_IS_SURROGATE(character)) return false;
    if (character == '\n' || character == '\t') {
        text += static_cast<char>(character);
    } else if (character < 0x20 || (character >= 0x7f && character < 0xa0)) {
        text += ' ';
    } else {
        std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
        int size = 0;
        U8_APPEND_UNSAFE(bytes.data(), size, character);
        text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
    }
    return true;
}

}  // namespace

std::string without_entities(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    while (true) {
        const std::size_t ampersand = std::min(text.find('&'), text.size());
        plain.append(text.substr(0, ampersand));
        text.remove_prefix(ampersand);
        if (text.empty()) return plain;
        const std::size_t semicolon = text.substr(0, longest_reference).find(';');
        if (semicolon != std::string_view::npos && append_reference(text.substr(1, semicolon - 1), plain)) {
            text.remove_prefix(semicolon + 1);
        } else {
            plain += '&';
            text.remove_prefix(1);
        }
    }
}

}  // namespace dateline
