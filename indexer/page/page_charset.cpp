#include "indexer/page/page_charset.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/error.h"
#include "indexer/input/encoding.h"

namespace dateline {
namespace {

/// Browsers look no further.
constexpr std::size_t looked_at = 4096;

constexpr bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == ':' || c == '.';
}

/// The word behind "charset=" in the first <meta> that has it, or "encoding=" of an XML declaration.
std::string_view declared_in(std::string_view head) {
    std::string low(head);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    for (const auto& [mark, word] :
         {std::pair<std::string_view, std::string_view>{"<meta", "charset"}, {"<?xml", "encoding"}}) {
        for (std::size_t tag = low.find(mark); tag != std::string::npos; tag = low.find(mark, tag + 1)) {
            const std::size_t end = low.find('>', tag);
            const std::size_t name = low.find(word, tag);
            if (name == std::string::npos || name > end) continue;
            std::size_t at = name + word.size();
            while (at < low.size() && std::string_view(" =\"'").find(low[at]) != std::string_view::npos) ++at;
            std::size_t size = 0;
            while (at + size < head.size() && size < 40 && is_name_byte(head[at + size])) ++size;
            if (size > 0) return head.substr(at, size);
        }
    }
    return {};
}

bool is_known(const std::string& name) {
    try {
        (void)to_utf8({}, name);
        return true;
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

std::string page_charset(std::string_view bytes, const ReadingContext& context) {
    if (!context.encoding.empty()) return context.encoding;
    // What is valid is what it looks like: servers and templates say Latin-1 out of habit.
    if (is_utf8(bytes)) return {};
    if (!context.charset.empty() && is_known(context.charset)) return context.charset;
    std::string declared(declared_in(bytes.substr(0, looked_at)));
    if (declared.empty() || !is_known(declared)) return {};
    // A page whose <meta> could be read as ASCII is in no encoding of two bytes a letter.
    const bool wide = declared.starts_with("utf-16") || declared.starts_with("UTF-16");
    // What says UTF-8 and is not may be anything: to_utf8 finds out.
    const bool utf8 = declared == "utf-8" || declared == "UTF-8" || declared == "utf8";
    return wide || utf8 ? std::string() : declared;
}

}  // namespace dateline
