#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

/// The namespaces that news is written in. Names of elements mean something in their namespace only; prefixes
/// mean nothing, unless nobody says what they stand for.
enum class XmlSpace : std::uint8_t {
    none,  ///< no namespace at all
    other,
    rss,  ///< of RSS 1.0 and its like; RSS 2.0 has none
    rdf,
    atom,
    content,  ///< content:encoded
    dublin_core,
    dublin_core_terms,
    media,
    itunes,
    prism,
    xhtml,
    newsml,
    nitf,
    alto,
    mets,
    mods,
    xlink,
    xml,
};

/// The namespace of that address; however its end, its scheme and its case are written.
[[nodiscard]] XmlSpace xml_space(std::string_view address);

/// What a prefix commonly stands for, for files that do not say: "dc", "content", "media".
[[nodiscard]] XmlSpace usual_space(std::string_view prefix);

}  // namespace dateline
