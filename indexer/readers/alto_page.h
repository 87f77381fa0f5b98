#pragma once

#include <string>
#include <vector>

#include "indexer/markup/xml_element.h"

namespace dateline {

/// A block of text on a page, as one paragraph.
struct AltoBlock {
    std::string id;
    std::vector<std::string> around;  ///< ids of the composed blocks and areas that it is in
    std::string text;
};

/// A page of ALTO, in any version of it.
struct AltoPage {
    std::string id;
    std::string number;  ///< as printed, else of the image; may be empty
    std::string language;
    std::vector<AltoBlock> blocks;  ///< those with text, in reading order
};

/// Reads the element <Page>. `order` are the ids of blocks in reading order, if the file says one; what it
/// does not name follows in the order of the file, which else is the reading order.
[[nodiscard]] AltoPage read_alto_page(XmlElement page, const std::vector<std::string>& order);

/// The ids that <ReadingOrder> refers to.
[[nodiscard]] std::vector<std::string> alto_reading_order(XmlElement reading_order);

}  // namespace dateline
