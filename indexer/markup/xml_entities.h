#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dateline {

/// The entities that a file's document type declares. Only plain text is believed: what stands in another
/// file is never fetched, and what is made of other entities is how a kilobyte becomes a gigabyte.
class XmlEntities {
public:
    /// Reads the declarations in a document type: everything from "<!DOCTYPE" to its end.
    void declare(std::string_view doctype);

    struct Resolved {
        std::string problem;  ///< why the text must not be read, or nothing
        std::string hint;
        std::size_t unknown = 0;  ///< references that mean nothing; they stay as they are written
    };

    /// Rewrites `xml`, which has no CDATA sections, so that it refers to nothing but characters and XML's own
    /// five: entities become their text, those of HTML included; '&' alone becomes "&amp;"; numbers that are
    /// no characters become spaces, and those of Windows-1252 what they were meant to be.
    [[nodiscard]] Resolved resolve(std::string& xml) const;

private:
    struct Entity {
        std::string text;     ///< escaped as XML
        std::string problem;  ///< why it has none
    };
    std::unordered_map<std::string, Entity> declared_;
};

/// Adds text to XML, with '<', '>' and '&' escaped.
void append_escaped(std::string_view text, std::string& xml);

}  // namespace dateline
