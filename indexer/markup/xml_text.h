#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/markup/xml_element.h"

namespace dateline {

/// The text below an element as paragraphs, in the order of the document: the elements in `blocks` begin and
/// end one, those in `unread` are left out with all that is in them. By names without prefixes.
[[nodiscard]] std::vector<std::string> block_paragraphs(XmlElement top,
                                                        std::span<const std::string_view> blocks,
                                                        std::span<const std::string_view> unread);

/// The paragraphs of HTML inside of XML. Throws Error where it has so many tags that its tree would take more
/// memory than any article is worth.
[[nodiscard]] std::vector<std::string> inner_paragraphs(std::string_view html);

/// The text below an element as one clean line.
[[nodiscard]] std::string line_of(XmlElement element);

}  // namespace dateline
