#include "indexer/readers/mime_fields.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/error.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"

namespace dateline {
namespace {

/// Fields beyond these are not kept.
constexpr std::size_t most_fields = 1000;
constexpr std::size_t longest_name = 100;

/// No subject is longer; what begins like an encoded word and is none costs time.
constexpr std::size_t longest_text = 100'000;

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return lower;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Undoes an escape of a mark and two hexadecimal digits: "=C3", "%C3".
std::string unescaped(std::string_view text, char mark) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const int high = text[at] == mark && at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[at + 2]) : -1;
        if (low < 0) {
            bytes += text[at];
            continue;
        }
        bytes += static_cast<char>(16 * high + low);
        at += 2;
    }
    return bytes;
}

/// One encoded word: "=?utf-8?Q?Caf=C3=A9?=".
struct EncodedWord {
    std::string charset;
    std::string bytes;
    std::size_t size = 0;  ///< of its text
};

std::optional<EncodedWord> encoded_word(std::string_view text) {
    constexpr std::size_t longest = 4000;
    if (!text.starts_with("=?")) return std::nullopt;
    text = text.substr(0, longest);
    const std::size_t charset_end = text.find('?', 2);
    if (charset_end == text.npos || charset_end + 3 > text.size() || text[charset_end + 2] != '?')
        return std::nullopt;
    const std::size_t end = text.find("?=", charset_end + 3);
    if (end == text.npos) return std::nullopt;
    EncodedWord word;
    const std::string_view charset = text.substr(2, charset_end - 2);
    word.charset = lower_case(charset.substr(0, charset.find('*')));
    std::string content(text.substr(charset_end + 3, end - charset_end - 3));
    const char way = static_cast<char>(text[charset_end + 1] | 0x20);
    if (way != 'q' && way != 'b') return std::nullopt;
    if (way == 'q') std::ranges::replace(content, '_', ' ');
    word.bytes = way == 'q' ? unescaped(content, '=') : without_base64(content);
    word.size = end + 2;
    return word;
}

/// The next parameter of a field: "; name=value" or "; name=\"value\"". False when there is none left.
bool take_parameter(std::string_view& rest, std::string& name, std::string& value) {
    const std::size_t begin = rest.find_first_not_of("; \t\r\n");
    if (begin == rest.npos) return false;
    rest.remove_prefix(begin);
    const std::size_t end = std::min(rest.find_first_of("=;"), rest.size());
    name = lower_case(trimmed(rest.substr(0, std::min(end, longest_name))));
    value.clear();
    const bool has_value = end < rest.size() && rest[end] == '=';
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!has_value) return true;
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (!rest.starts_with('"')) {
        const std::size_t value_end = std::min(rest.find(';'), rest.size());
        value = trimmed(rest.substr(0, value_end));
        rest.remove_prefix(value_end);
        return true;
    }
    std::size_t at = 1;
    for (; at < rest.size() && rest[at] != '"'; ++at) {
        if (rest[at] == '\\' && at + 1 < rest.size()) ++at;
        value += rest[at];
    }
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return true;
}

/// A value of RFC 2231: "utf-8'en'Caf%C3%A9".
std::string extended_value(std::string_view value) {
    const std::size_t language = value.find('\'');
    const std::size_t text = language == value.npos ? value.npos : value.find('\'', language + 1);
    if (text == value.npos) return text_in_charset(unescaped(value, '%'), "");
    return text_in_charset(unescaped(value.substr(text + 1), '%'), value.substr(0, language));
}

}  // namespace

bool is_field_line(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == line.npos || colon == 0 || colon > longest_name) return false;
    return std::ranges::all_of(line.substr(0, colon), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::vector<MimeField> take_fields(std::string_view& rest) {
    std::vector<MimeField> fields;
    std::string_view before = rest;
    std::string_view line;
    while (take_line(rest, line) && !line.empty()) {
        if ((line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
            fields.back().value += ' ';
            fields.back().value += trimmed(line);
        } else if (is_field_line(line)) {
            const std::size_t colon = line.find(':');
            if (fields.size() == most_fields) fields.pop_back();
            fields.push_back(
                {lower_case(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
        } else {
            rest = before;
            break;
        }
        before = rest;
    }
    return fields;
}

std::string_view field_value(const std::vector<MimeField>& fields, std::string_view name) {
    const auto found = std::ranges::find(fields, name, &MimeField::name);
    return found == fields.end() ? std::string_view{} : found->value;
}

MimeValue mime_value(std::string_view field) {
    MimeValue result;
    const std::size_t end = std::min(field.find(';'), field.size());
    result.value = lower_case(trimmed(field.substr(0, end)));
    std::string_view rest = field.substr(end);
    std::string name;
    std::string value;
    std::map<std::string, std::string> parts;  // of values in several: "name*0", "name*1*"
    while (take_parameter(rest, name, value)) {
        const std::size_t star = name.find('*');
        if (star == name.npos) {
            result.parameters.try_emplace(name, decoded_words(value));
        } else if (star + 1 == name.size()) {
            result.parameters.insert_or_assign(name.substr(0, star), extended_value(value));
        } else {
            std::string& whole = parts[name.substr(0, star)];
            if (whole.size() < 10'000) whole += value;
        }
    }
    for (const auto& [part, whole] : parts) result.parameters.insert_or_assign(part, extended_value(whole));
    return result;
}

std::string decoded_words(std::string_view field) {
    field = field.substr(0, longest_text);
    std::string text;
    std::string plain;
    EncodedWord open;  // words of one charset are put together first: a letter may lie in two
    const auto flush_plain = [&] { text += text_in_charset(std::exchange(plain, {}), ""); };
    const auto flush_word = [&] {
        if (open.size > 0) text += text_in_charset(std::move(open.bytes), open.charset);
        open = {};
    };
    std::size_t at = 0;
    while (at < field.size()) {
        std::optional<EncodedWord> word = field[at] == '=' ? encoded_word(field.substr(at)) : std::nullopt;
        if (!word) {
            plain += field[at++];
            continue;
        }
        at += word->size;
        const bool follows = open.size > 0 && trimmed(plain).empty();
        if (follows) plain.clear();  // blanks between two words are none
        if (!follows || open.charset != word->charset) {
            flush_word();
            flush_plain();
            open = std::move(*word);
        } else {
            open.bytes += word->bytes;
        }
    }
    flush_word();
    flush_plain();
    return text;
}

std::string text_in_charset(std::string bytes, std::string_view charset) {
    const std::string name = lower_case(trimmed(charset));
    const bool latin = name.empty() || name == "us-ascii" || name == "ascii" || name == "iso-8859-1" ||
                       name == "windows-1252" || name == "latin1" || name == "unknown-8bit" ||
                       name == "x-unknown";
    // What is UTF-8 is hardly ever anything else, and often called Latin.
    if (latin || name == "utf-8" || name == "utf8") return to_utf8(std::move(bytes)).text;
    try {
        return to_utf8(bytes, name).text;
    } catch (const Error&) {
        return to_utf8(std::move(bytes)).text;
    }
}

std::string without_quoted_printable(std::string_view text) {
    std::string joined;
    std::string_view line;
    std::string_view rest = text;
    while (take_line(rest, line)) {
        while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
        const bool soft = line.ends_with('=');
        joined += soft ? line.substr(0, line.size() - 1) : line;
        if (!soft) joined += '\n';
    }
    return unescaped(joined, '=');
}

std::string without_base64(std::string_view text) {
    std::string bytes;
    unsigned value = 0;
    int bits = 0;
    for (const char c : text) {
        unsigned digit = 0;
        if (c >= 'A' && c <= 'Z') {
            digit = static_cast<unsigned>(c - 'A');
        } else if (c >= 'a' && c <= 'z') {
            digit = static_cast<unsigned>(c - 'a') + 26;
        } else if (c >= '0' && c <= '9') {
            digit = static_cast<unsigned>(c - '0') + 52;
        } else if (c == '+' || c == '-') {
            digit = 62;
        } else if (c == '/' || c == '_') {
            digit = 63;
        } else if (c == '=') {
            value = 0;
            bits = 0;
            continue;
        } else {
            continue;
        }
        value = (value << 6 | digit) & 0xffffff;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(value >> bits & 0xff);
    }
    return bytes;
}

}  // namespace dateline
