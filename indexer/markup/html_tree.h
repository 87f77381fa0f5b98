#pragma once

#include <libxml/tree.h>
#include <memory>
#include <string_view>

namespace dateline {

/// A tree of libxml2's, freed with its owner.
struct XmlTreeDeleter {
    void operator()(xmlDoc* tree) const { xmlFreeDoc(tree); }
};
using XmlTree = std::unique_ptr<xmlDoc, XmlTreeDeleter>;

/// The tree of an HTML page, or of a piece of one, in valid UTF-8; what an encoding declared in it says is
/// ignored. Every text is HTML of some kind, so there is always a tree, but it may have no root. Nothing is
/// ever fetched.
[[nodiscard]] XmlTree parse_html(std::string_view html);

}  // namespace dateline
