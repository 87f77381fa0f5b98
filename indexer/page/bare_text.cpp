#include "indexer/page/bare_text.h"

#include "common/text/characters.h"

namespace dateline {
namespace {

/// Quotation marks, dashes and spaces of all kinds.
constexpr bool is_mark(char32_t c) {
    return (c >= 0x2000 && c <= 0x206f) || (c >= 0x3000 && c <= 0x303f) || c == 0xa0 || c == 0xab ||
           c == 0xbb || c == 0xb7;
}

}  // namespace

std::string bare_text(std::string_view text) {
    std::string bare;
    bare.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x80) {
            const std::size_t begin = at;
            if (!is_mark(next_character(text, at))) bare.append(text.substr(begin, at - begin));
            continue;
        }
        ++at;
        const auto low = static_cast<char>(byte | 0x20U);
        if (low >= 'a' && low <= 'z') bare += low;
        if (byte >= '0' && byte <= '9') bare += static_cast<char>(byte);
    }
    return bare;
}

std::string_view front_of(std::string_view text, std::size_t limit) {
    return text.size() <= limit ? text : text.substr(0, cluster_border_before(text, limit));
}

}  // namespace dateline
