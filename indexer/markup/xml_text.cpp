#include "indexer/markup/xml_text.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/error.h"
#include "indexer/input/clean_text.h"
#include "indexer/markup/html_text.h"

namespace dateline {
namespace {

constexpr std::ptrdiff_t most_tags = 1'000'000;

bool is_among(std::span<const std::string_view> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::vector<std::string> block_paragraphs(XmlElement top, std::span<const std::string_view> blocks,
                                          std::span<const std::string_view> unread) {
    std::vector<std::string> paragraphs;
    std::string open;
    const auto end_paragraph = [&] {
        std::string line = one_line(open);
        if (!line.empty()) paragraphs.push_back(std::move(line));
        open.clear();
    };
    const xmlNode* const root = top.node();
    const xmlNode* node = root == nullptr ? nullptr : root->children;
    while (node != nullptr) {
        const bool is_element = node->type == XML_ELEMENT_NODE;
        const std::string_view name = is_element ? XmlElement(node).name() : std::string_view{};
        if (node->type == XML_TEXT_NODE && node->content != nullptr)
            open += reinterpret_cast<const char*>(node->content);
        if (is_among(blocks, name)) end_paragraph();
        if (name == "br") open += '\n';
        if (is_element && node->children != nullptr && !is_among(unread, name)) {
            node = node->children;
            continue;
        }
        while (node != root && node->next == nullptr) {
            node = node->parent;
            if (node != root && is_among(blocks, XmlElement(node).name())) end_paragraph();
        }
        node = node == root ? nullptr : node->next;
    }
    end_paragraph();
    return paragraphs;
}

std::vector<std::string> inner_paragraphs(std::string_view html) {
    if (std::count(html.begin(), html.end(), '<') > most_tags)
        throw Error("the HTML in the record is too large", "no article may have more than 1,000,000 tags");
    return html_paragraphs(html);
}

std::string line_of(XmlElement element) {
    return one_line(element.text());
}

}  // namespace dateline
