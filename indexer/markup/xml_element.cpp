#include "indexer/markup/xml_element.h"

#include <algorithm>
#include <array>
#include <climits>
#include <libxml/parser.h>
#include <libxml/uri.h>
#include <memory>

#include "indexer/markup/xml_entities.h"
#include "indexer/markup/xml_tag.h"

namespace dateline {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

bool is_text(const xmlNode* node) {
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

const xmlNode* element_from(const xmlNode* node) {
    while (node != nullptr && node->type != XML_ELEMENT_NODE) node = node->next;
    return node;
}

std::string value_of(const xmlAttr* attribute) {
    std::string value;
    for (const xmlNode* part = attribute->children; part != nullptr; part = part->next) {
        if (is_text(part)) value += view(part->content);
    }
    return value;
}

const xmlAttr* find_attribute(const xmlNode* node, std::string_view name) {
    if (node == nullptr || node->type != XML_ELEMENT_NODE) return nullptr;
    const xmlAttr* with_space = nullptr;
    for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
        if (local_name(view(at->name)) != name) continue;
        if (at->ns == nullptr && view(at->name) == name) return at;
        if (with_space == nullptr) with_space = at;
    }
    return with_space;
}

/// HTML's elements that have no end tag.
bool is_void(std::string_view name) {
    constexpr std::array<std::string_view, 14> names{"area",  "base",   "br",    "col",  "embed",
                                                     "hr",    "img",    "input", "link", "meta",
                                                     "param", "source", "track", "wbr"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The node behind this one and all that is in it, below `top`; calls `leave` for each that ends before.
template <typename Leave>
const xmlNode* node_behind(const xmlNode* node, const xmlNode* top, Leave leave) {
    while (node != top && node->next == nullptr) {
        node = node->parent;
        if (node != top) leave(node);
    }
    return node == top ? nullptr : node->next;
}

bool keeps_tag(XmlElement element) {
    return element.space() == XmlSpace::xhtml ||
           (element.space() == XmlSpace::none && element.prefix().empty());
}

void append_start(const xmlNode* node, std::string& html) {
    const XmlElement element(node);
    html.append("<").append(element.name());
    for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
        if (at->ns != nullptr) continue;
        std::string value;
        append_escaped(value_of(at), value);
        html.append(" ").append(view(at->name)).append("=\"");
        for (const char c : value) {
            if (c == '"') {
                html += "&quot;";
            } else {
                html += c;
            }
        }
        html += '"';
    }
    html += '>';
}

}  // namespace

std::string_view XmlElement::name() const {
    return node_ == nullptr ? std::string_view{} : local_name(view(node_->name));
}

std::string_view XmlElement::prefix() const {
    if (node_ == nullptr) return {};
    if (node_->ns != nullptr) return view(node_->ns->prefix);
    const std::string_view name = view(node_->name);
    const std::size_t colon = name.find(':');
    return colon == name.npos ? std::string_view{} : name.substr(0, colon);
}

XmlSpace XmlElement::space() const {
    if (node_ == nullptr) return XmlSpace::none;
    if (node_->ns != nullptr) return xml_space(view(node_->ns->href));
    const std::string_view undeclared = prefix();
    return undeclared.empty() ? XmlSpace::none : usual_space(undeclared);
}

bool XmlElement::is(XmlSpace wanted, std::string_view wanted_name) const {
    return node_ != nullptr && name() == wanted_name && space() == wanted;
}

std::string XmlElement::attribute(std::string_view wanted) const {
    const xmlAttr* found = find_attribute(node_, wanted);
    return found == nullptr ? std::string() : value_of(found);
}

bool XmlElement::has_attribute(std::string_view wanted) const {
    return find_attribute(node_, wanted) != nullptr;
}

XmlElement XmlElement::first_child() const {
    return node_ == nullptr ? XmlElement() : XmlElement(element_from(node_->children));
}

XmlElement XmlElement::next_sibling() const {
    return node_ == nullptr ? XmlElement() : XmlElement(element_from(node_->next));
}

XmlElement XmlElement::parent() const {
    const bool has = node_ != nullptr && node_->parent != nullptr && node_->parent->type == XML_ELEMENT_NODE;
    return has ? XmlElement(node_->parent) : XmlElement();
}

XmlElement XmlElement::child(std::string_view wanted) const {
    for (const XmlElement child : children_of(*this)) {
        if (child.name() == wanted) return child;
    }
    return {};
}

XmlElement XmlElement::child(XmlSpace wanted, std::string_view wanted_name) const {
    for (const XmlElement child : children_of(*this)) {
        if (child.is(wanted, wanted_name)) return child;
    }
    return {};
}

XmlElement XmlElement::following(XmlElement top, bool over) const {
    if (node_ == nullptr) return {};
    if (!over) {
        if (const XmlElement inside = first_child()) return inside;
    }
    for (const xmlNode* node = node_; node != nullptr && node != top.node_; node = node->parent) {
        if (const xmlNode* next = element_from(node->next)) return XmlElement(next);
    }
    return {};
}

XmlElement XmlElement::descendant(std::string_view wanted) const {
    for (XmlElement at = first_child(); at; at = at.following(*this)) {
        if (at.name() == wanted) return at;
    }
    return {};
}

std::string XmlElement::text() const {
    std::string text;
    const xmlNode* node = node_ == nullptr ? nullptr : node_->children;
    while (node != nullptr) {
        if (is_text(node)) text += view(node->content);
        const bool enters = node->type == XML_ELEMENT_NODE && node->children != nullptr;
        node = enters ? node->children : node_behind(node, node_, [](const xmlNode*) {});
    }
    return text;
}

std::string XmlElement::inner_html() const {
    std::string html;
    const auto leave = [&](const xmlNode* node) {
        const XmlElement element(node);
        if (keeps_tag(element) && !is_void(element.name()))
            html.append("</").append(element.name()).append(">");
    };
    const xmlNode* node = node_ == nullptr ? nullptr : node_->children;
    while (node != nullptr) {
        if (is_text(node)) append_escaped(view(node->content), html);
        if (node->type == XML_ELEMENT_NODE) {
            if (keeps_tag(XmlElement(node))) append_start(node, html);
            if (node->children != nullptr) {
                node = node->children;
                continue;
            }
            leave(node);
        }
        node = node_behind(node, node_, leave);
    }
    return html;
}

std::string XmlElement::language() const {
    for (const xmlNode* node = node_; node != nullptr && node->type == XML_ELEMENT_NODE;
         node = node->parent) {
        for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
            const bool in_xml = at->ns != nullptr && view(at->ns->prefix) == "xml";
            if (in_xml && view(at->name) == "lang") return value_of(at);
        }
    }
    return {};
}

std::string XmlElement::base() const {
    if (node_ == nullptr) return {};
    const std::unique_ptr<xmlChar, decltype(xmlFree)> base(
        xmlNodeGetBase(node_->doc, const_cast<xmlNode*>(node_)), xmlFree);
    return std::string(view(base.get()));
}

XmlTree parse_xml(std::string_view xml) {
    if (xml.size() > INT_MAX) return nullptr;
    // HUGE lifts limits that the cutter keeps already: there are no entities, so nothing expands.
    constexpr int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                            XML_PARSE_NOCDATA | XML_PARSE_COMPACT | XML_PARSE_HUGE;
    const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser(xmlNewParserCtxt(),
                                                                              xmlFreeParserCtxt);
    if (parser == nullptr) return nullptr;
    // The options leave it errors of validity, of xml:id for one, to print.
    parser->sax->serror = [](auto...) {};
    return XmlTree(
        xmlCtxtReadMemory(parser.get(), xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8", options));
}

XmlElement element_in(const xmlDoc* tree, std::size_t depth) {
    if (tree == nullptr) return {};
    XmlElement element(xmlDocGetRootElement(tree));
    for (; depth > 0; --depth) element = element.first_child();
    return element;
}

}  // namespace dateline
