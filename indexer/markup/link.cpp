#include "indexer/markup/link.h"

#include <algorithm>
#include <libxml/uri.h>
#include <libxml/xmlmemory.h>
#include <memory>

#include "indexer/input/clean_text.h"

namespace dateline {
namespace {

/// Longer ones are data rather than addresses.
constexpr std::size_t longest_link = 4096;

}  // namespace

bool is_absolute(std::string_view link) {
    const std::size_t colon = link.find(':');
    if (colon == link.npos || colon < 2) return false;
    const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    return is_letter(link[0]) && std::all_of(link.begin(), link.begin() + colon, [&](char c) {
               return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
           });
}

std::string resolved_link(std::string_view link, std::string_view base) {
    link = trimmed(link);
    std::string plain(link);
    if (link.empty() || is_absolute(link) || !is_absolute(base)) return plain;
    if (link.size() > longest_link || base.size() > longest_link) return plain;
    const std::string from(trimmed(base));
    const auto* to = reinterpret_cast<const xmlChar*>(plain.c_str());
    const std::unique_ptr<xmlChar, decltype(xmlFree)> built(
        xmlBuildURI(to, reinterpret_cast<const xmlChar*>(from.c_str())), xmlFree);
    if (built == nullptr) return plain;
    std::string resolved(reinterpret_cast<const char*>(built.get()));
    return is_absolute(resolved) ? resolved : plain;
}

}  // namespace dateline
