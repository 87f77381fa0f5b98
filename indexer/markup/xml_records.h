#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/input/byte_stream.h"
#include "indexer/markup/xml_cutter.h"
#include "indexer/markup/xml_element.h"
#include "indexer/readers/reader.h"

namespace dateline {

/// A piece of a file as a tree: of one record at a time, freed with it.
struct XmlRecord {
    XmlPiece piece;      ///< without its text
    XmlTree tree;        ///< none when the piece has a problem
    XmlElement element;  ///< the piece's own; the wrappers are around it, with their attributes
};

/// Reads XML for every reader of it: from bytes in any encoding to one small tree after the other. Whatever
/// the bytes, memory stays bounded by one record, nothing is fetched and no entity expands.
class XmlRecords {
public:
    XmlRecords(std::unique_ptr<ByteStream> bytes, const ReadingContext& context,
               XmlCutter::Classify classify);

    [[nodiscard]] std::optional<XmlRecord> next();

private:
    XmlCutter cutter_;
};

/// The beginning of an XML file, seen from its root element.
struct XmlRoot {
    std::string name;  ///< without prefix; empty: this is no XML
    XmlSpace space = XmlSpace::none;
    std::string head;  ///< the text it was found in, from its tag on
};

/// Finds the root element of a file that begins like this: behind byte order mark, declaration, comments,
/// processing instructions and document type.
[[nodiscard]] XmlRoot xml_root(std::string_view head);

}  // namespace dateline
