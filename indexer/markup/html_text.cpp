#include "indexer/markup/html_text.h"

#include <algorithm>
#include <array>

#include "indexer/input/clean_text.h"
#include "indexer/markup/html_tree.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 36> blocks{
    "address", "article", "aside", "blockquote", "body",    "caption",    "center", "dd", "details",
    "div",     "dl",      "dt",    "fieldset",   "figure",  "figcaption", "footer", "h1", "h2",
    "h3",      "h4",      "h5",    "h6",         "header",  "hr",         "html",   "li", "main",
    "nav",     "ol",      "p",     "pre",        "section", "table",      "td",     "tr", "ul"};

constexpr std::array<std::string_view, 14> unread{"script",   "style",    "head",   "title",  "form",
                                                  "iframe",   "noscript", "object", "select", "template",
                                                  "textarea", "svg",      "math",   "button"};

template <std::size_t Size>
bool is_among(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string_view name_of(const xmlNode* node) {
    return node->name == nullptr ? std::string_view{} : reinterpret_cast<const char*>(node->name);
}

/// Walks a tree without recursion, for trees may be as deep as their author was malicious.
class Walk {
public:
    std::vector<std::string> paragraphs_of(const xmlNode* root) {
        const xmlNode* node = root;
        while (node != nullptr) {
            if (enter(node) && node->children != nullptr) {
                node = node->children;
                continue;
            }
            while (node != root && node->next == nullptr) {
                node = node->parent;
                leave(node);
            }
            if (node == root) break;
            leave(node);
            node = node->next;
        }
        end_paragraph();
        return std::move(paragraphs_);
    }

private:
    /// False when what is below is not to be read.
    bool enter(const xmlNode* node) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            if (node->content != nullptr) open_ += reinterpret_cast<const char*>(node->content);
            return false;
        }
        if (node->type != XML_ELEMENT_NODE) return node->type == XML_HTML_DOCUMENT_NODE;
        const std::string_view name = name_of(node);
        if (is_among(unread, name)) return false;
        if (name == "br") {
            if (last_break_ == open_.size() && !open_.empty()) end_paragraph();
            open_ += '\n';
            last_break_ = open_.size();
            return false;
        }
        if (is_among(blocks, name)) end_paragraph();
        return true;
    }

    void leave(const xmlNode* node) {
        if (node->type == XML_ELEMENT_NODE && is_among(blocks, name_of(node))) end_paragraph();
    }

    void end_paragraph() {
        std::string text = one_line(open_);
        if (!text.empty()) paragraphs_.push_back(std::move(text));
        open_.clear();
        last_break_ = 0;
    }

    std::vector<std::string> paragraphs_;
    std::string open_;
    std::size_t last_break_ = 0;  ///< the size of the open text behind its last <br>
};

}  // namespace

std::vector<std::string> html_paragraphs(std::string_view html) {
    if (html.find_first_of("<&") == std::string_view::npos) return paragraphs(html);
    const XmlTree tree = parse_html(html);
    if (!tree || tree->children == nullptr) return {};
    const xmlNode* root = xmlDocGetRootElement(tree.get());
    return root == nullptr ? std::vector<std::string>{} : Walk().paragraphs_of(root);
}

}  // namespace dateline
