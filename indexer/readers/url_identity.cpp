#include "indexer/readers/url_identity.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

/// Parameters that say where a reader came from and not what was read, by name.
constexpr std::array<std::string_view, 30> tracking{
    "_ga",     "_gl",         "at_campaign", "at_medium", "cmp",    "cmpid",  "dclid",  "fbclid",
    "gbraid",  "gclid",       "gclsrc",      "icid",      "igshid", "mc_cid", "mc_eid", "mkt_tok",
    "msclkid", "ns_campaign", "ns_mchannel", "ns_source", "ocid",   "smid",   "smtyp",  "spm",
    "taid",    "twclid",      "wbraid",      "wt.mc_id",  "xtor",   "yclid"};

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

std::string in_small(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), small);
    return result;
}

bool follows_readers(std::string_view parameter) {
    const std::string name = in_small(parameter.substr(0, parameter.find('=')));
    return name.starts_with("utm_") || std::ranges::find(tracking, name) != tracking.end();
}

/// The parameters that are left, each with the mark before it.
std::string kept(std::string_view query) {
    std::string result;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view parameter = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (parameter.empty() || follows_readers(parameter)) continue;
        result += result.empty() ? '?' : '&';
        result += parameter;
    }
    return result;
}

}  // namespace

std::string url_identity(std::string_view url) {
    const std::size_t scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos || scheme_end > 5) return std::string(url);
    const std::string scheme = in_small(url.substr(0, scheme_end));
    if (scheme != "http" && scheme != "https") return std::string(url);
    std::string_view rest = url.substr(scheme_end + 3);
    std::string host = in_small(rest.substr(0, rest.find_first_of("/?#")));
    if (host.empty()) return std::string(url);
    rest.remove_prefix(host.size());
    const std::string_view port = scheme == "http" ? ":80" : ":443";
    if (host.ends_with(port)) host.resize(host.size() - port.size());
    if (host.starts_with("www.") && host.size() > 4) host.erase(0, 4);
    // "#!" was how pages made by scripts named themselves.
    const std::size_t fragment = rest.find('#');
    if (fragment != std::string_view::npos && !rest.substr(fragment).starts_with("#!"))
        rest = rest.substr(0, fragment);
    const std::size_t query = std::min(rest.find('?'), rest.size());
    const std::string_view path = rest.substr(0, query);
    rest.remove_prefix(std::min(query + 1, rest.size()));
    return "https://" + host + std::string(path.empty() ? "/" : path) + kept(rest);
}

}  // namespace dateline
