#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/input/byte_stream.h"
#include "indexer/markup/xml_entities.h"
#include "indexer/markup/xml_tag.h"

namespace dateline {

/// What a reader wants of an element that is not inside a piece.
enum class XmlRole {
    enter,   ///< a wrapper, such as a channel: what is in it comes piece by piece
    record,  ///< one record; none is inside another, so that one which is not closed is noticed
    other,   ///< anything else; comes as a piece, too
    empty,   ///< the same, but never has an end tag, such as HTML's <meta>
};

/// An element with all that is in it, cut out of a file.
struct XmlPiece {
    /// Balanced XML: the start tags of the wrappers around it, the element, their end tags. Refers to no
    /// entities but XML's own. Empty when there is a problem.
    std::string xml;
    std::size_t depth = 0;  ///< how many wrappers are around it
    std::string name;       ///< as written
    XmlRole role = XmlRole::other;
    std::uint64_t line = 0;
    std::uint64_t offset = 0;
    std::string problem;  ///< why it cannot be read: it is not closed, too large, nested too deeply
    std::string hint;
    std::vector<std::string> notes;  ///< what was mended
};

/// Cuts a stream of XML into pieces, and mends what can be mended, so that a fault costs one piece and never
/// the file: libxml2's own recovery goes astray at the first end tag that is missing or too many, and stops
/// where the root element seems to be closed. Comments, processing instructions and the document type are
/// left out; of the latter, only plain entities are believed. Memory is bounded by one piece.
///
/// The stream must be clean UTF-8, see xml_stream. Several documents in one stream are read one by one.
class XmlCutter {
public:
    using Classify = std::function<XmlRole(const XmlTag& tag)>;

    XmlCutter(std::unique_ptr<ByteStream> bytes, Classify classify);

    /// The next piece; nothing at the end. A file that ends too early gives a piece with a problem last; an
    /// Error of the stream passes through, after every piece before it.
    [[nodiscard]] std::optional<XmlPiece> next();

private:
    struct Wrapper {
        std::string name;
        std::string tag;  ///< its start tag
    };

    [[nodiscard]] bool fill();
    [[nodiscard]] bool holds(std::size_t size);
    [[nodiscard]] std::string_view held() const;
    void consume(std::size_t size);
    void skip_past(std::string_view mark, std::size_t from);
    void take_doctype();
    void take_cdata();
    void take_text();
    [[nodiscard]] std::size_t hold_tag();
    [[nodiscard]] XmlPiece lost_piece(std::string problem, std::string hint) const;
    [[nodiscard]] std::optional<XmlPiece> take_start_tag();
    [[nodiscard]] std::optional<XmlPiece> take_end_tag();
    [[nodiscard]] std::optional<XmlPiece> take_end_of_file();

    void begin_piece(const XmlTag& tag, XmlRole role);
    void open_inside(const XmlTag& tag, std::string_view raw);
    [[nodiscard]] bool close_inside(std::string_view name);
    void append(std::string_view xml);
    void note(std::string text);
    void fail(std::string problem, std::string hint);
    [[nodiscard]] XmlPiece finish_piece();

    std::unique_ptr<ByteStream> bytes_;
    Classify classify_;
    std::string buffer_;
    std::size_t begin_ = 0;  ///< of what is unread in the buffer
    bool at_end_ = false;
    std::exception_ptr failure_;  ///< of the stream, told when all before it is read
    std::uint64_t offset_ = 0;    ///< of `begin_`
    std::uint64_t line_ = 1;
    std::string unclosed_;  ///< a comment or the like that the file ended in
    XmlEntities entities_;
    std::vector<Wrapper> wrappers_;

    bool in_piece_ = false;
    XmlPiece piece_;
    std::vector<std::string> open_;  ///< elements of the piece that are not closed yet
    std::unordered_map<std::string, std::size_t> open_names_;
    std::size_t nodes_ = 0;     ///< elements and attributes of the piece
    std::size_t too_deep_ = 0;  ///< elements below the deepest that are counted and not read
};

}  // namespace dateline
