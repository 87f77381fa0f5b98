#include "indexer/markup/xml_space.h"

#include <array>
#include <string>
#include <utility>

namespace dateline {
namespace {

using Row = std::pair<std::string_view, XmlSpace>;

/// Without scheme and "www.", lower case, without '/' and '#' at the end. An entry that ends in '*' counts
/// for everything that begins so: these have a version in their address.
constexpr std::array<Row, 30> addresses{{
    {"purl.org/rss/1.0", XmlSpace::rss},
    {"my.netscape.com/rdf/simple/0.9", XmlSpace::rss},
    {"channel.netscape.com/rdf/simple/0.9", XmlSpace::rss},
    {"backend.userland.com/rss*", XmlSpace::rss},
    {"blogs.law.harvard.edu/tech/rss", XmlSpace::rss},
    {"cyber.law.harvard.edu/rss/rss.html", XmlSpace::rss},
    {"w3.org/1999/02/22-rdf-syntax-ns", XmlSpace::rdf},
    {"w3.org/2005/atom", XmlSpace::atom},
    {"purl.org/atom/ns*", XmlSpace::atom},
    {"purl.org/rss/1.0/modules/content", XmlSpace::content},
    {"purl.org/dc/elements/1.*", XmlSpace::dublin_core},
    {"purl.org/dc/terms", XmlSpace::dublin_core_terms},
    {"search.yahoo.com/mrss", XmlSpace::media},
    {"tools.search.yahoo.com/mrss", XmlSpace::media},
    {"video.search.yahoo.com/mrss", XmlSpace::media},
    {"itunes.com/dtds/podcast-1.0.dtd", XmlSpace::itunes},
    {"prismstandard.org/namespaces/*", XmlSpace::prism},
    {"purl.org/rss/1.0/modules/prism", XmlSpace::prism},
    {"w3.org/1999/xhtml", XmlSpace::xhtml},
    {"w3.org/2002/06/xhtml2", XmlSpace::xhtml},
    {"iptc.org/std/nar/2006-10-01", XmlSpace::newsml},
    {"iptc.org/std/newsml/*", XmlSpace::newsml},
    {"iptc.org/std/nitf/*", XmlSpace::nitf},
    {"nitf.org/*", XmlSpace::nitf},
    {"loc.gov/standards/alto*", XmlSpace::alto},
    {"schema.ccs-gmbh.com/alto*", XmlSpace::alto},
    {"loc.gov/mets*", XmlSpace::mets},
    {"loc.gov/mods*", XmlSpace::mods},
    {"w3.org/1999/xlink", XmlSpace::xlink},
    {"w3.org/xml/1998/namespace", XmlSpace::xml},
}};

constexpr std::array<Row, 16> prefixes{{
    {"atom", XmlSpace::atom},
    {"content", XmlSpace::content},
    {"dc", XmlSpace::dublin_core},
    {"dcterms", XmlSpace::dublin_core_terms},
    {"itunes", XmlSpace::itunes},
    {"media", XmlSpace::media},
    {"mets", XmlSpace::mets},
    {"mods", XmlSpace::mods},
    {"nitf", XmlSpace::nitf},
    {"prism", XmlSpace::prism},
    {"rdf", XmlSpace::rdf},
    {"rss", XmlSpace::rss},
    {"xhtml", XmlSpace::xhtml},
    {"html", XmlSpace::xhtml},
    {"xlink", XmlSpace::xlink},
    {"xml", XmlSpace::xml},
}};

std::string bare(std::string_view address) {
    std::string low(address.substr(0, 200));
    for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    std::string_view rest = low;
    for (const std::string_view front : {"http://", "https://", "www."}) {
        if (rest.starts_with(front)) rest.remove_prefix(front.size());
    }
    while (rest.ends_with('/') || rest.ends_with('#')) rest.remove_suffix(1);
    return std::string(rest);
}

}  // namespace

XmlSpace xml_space(std::string_view address) {
    const std::string wanted = bare(address);
    if (wanted.empty()) return XmlSpace::none;
    for (const auto& [known, space] : addresses) {
        const bool begins = known.ends_with('*') && wanted.starts_with(known.substr(0, known.size() - 1));
        if (begins || wanted == known) return space;
    }
    return XmlSpace::other;
}

XmlSpace usual_space(std::string_view prefix) {
    for (const auto& [known, space] : prefixes) {
        if (prefix == known) return space;
    }
    return XmlSpace::other;
}

}  // namespace dateline
