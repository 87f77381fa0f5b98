#pragma once

#include <cstddef>
#include <libxml/tree.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/markup/xml_space.h"

namespace dateline {

/// An element of a tree that somebody else owns, or none. What is asked of none is nothing, so that paths
/// need no checks on the way.
class XmlElement {
public:
    XmlElement() = default;
    explicit XmlElement(const xmlNode* node) : node_(node) {}

    explicit operator bool() const { return node_ != nullptr; }
    bool operator==(const XmlElement&) const = default;

    [[nodiscard]] std::string_view name() const;  ///< without prefix
    [[nodiscard]] std::string_view prefix() const;
    /// Its namespace; for a prefix that the file does not declare, what it commonly stands for.
    [[nodiscard]] XmlSpace space() const;
    [[nodiscard]] bool is(XmlSpace space, std::string_view name) const;

    /// The attribute of that name, in whatever namespace; one without a namespace first.
    [[nodiscard]] std::string attribute(std::string_view name) const;
    [[nodiscard]] bool has_attribute(std::string_view name) const;

    [[nodiscard]] XmlElement first_child() const;
    [[nodiscard]] XmlElement next_sibling() const;
    [[nodiscard]] XmlElement parent() const;
    /// The first child of that name, whatever its namespace.
    [[nodiscard]] XmlElement child(std::string_view name) const;
    [[nodiscard]] XmlElement child(XmlSpace space, std::string_view name) const;
    /// The first element of that name below it, in the order of the document.
    [[nodiscard]] XmlElement descendant(std::string_view name) const;
    /// The next element of the document that is still below `top`; goes into children unless `over` says not.
    [[nodiscard]] XmlElement following(XmlElement top, bool over = false) const;

    /// All text below it, as it stands.
    [[nodiscard]] std::string text() const;
    /// The same as HTML: elements of XHTML, and those without a namespace, keep their tags.
    [[nodiscard]] std::string inner_html() const;

    /// xml:lang, its own or that of the nearest element around it.
    [[nodiscard]] std::string language() const;
    /// The base address that xml:base says, of the element and those around it; empty when nobody does.
    [[nodiscard]] std::string base() const;

    [[nodiscard]] const xmlNode* node() const { return node_; }

private:
    const xmlNode* node_ = nullptr;
};

/// Iterates over the children of an element: for (XmlElement child : children_of(parent)).
class XmlChildren {
public:
    explicit XmlChildren(XmlElement parent) : first_(parent.first_child()) {}

    class Iterator {
    public:
        explicit Iterator(XmlElement at) : at_(at) {}
        XmlElement operator*() const { return at_; }
        Iterator& operator++() {
            at_ = at_.next_sibling();
            return *this;
        }
        bool operator!=(const Iterator& other) const { return !(at_ == other.at_); }

    private:
        XmlElement at_;
    };
    [[nodiscard]] Iterator begin() const { return Iterator(first_); }
    [[nodiscard]] static Iterator end() { return Iterator(XmlElement()); }

private:
    XmlElement first_;
};

[[nodiscard]] inline XmlChildren children_of(XmlElement parent) {
    return XmlChildren(parent);
}

/// A tree of libxml2's, freed with its owner.
struct XmlTreeDeleter {
    void operator()(xmlDoc* tree) const { xmlFreeDoc(tree); }
};
using XmlTree = std::unique_ptr<xmlDoc, XmlTreeDeleter>;

/// The tree of some XML in clean UTF-8 that was balanced before (see XmlCutter); faults that are left are
/// recovered from. Entities are not known, nothing is ever fetched. None when nothing could be read.
[[nodiscard]] XmlTree parse_xml(std::string_view xml);

/// The element `depth` levels below the root of the tree, by first children: the one that a piece is about.
[[nodiscard]] XmlElement element_in(const xmlDoc* tree, std::size_t depth);

}  // namespace dateline
