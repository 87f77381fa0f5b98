#include "indexer/page/page_data.h"

#include <algorithm>
#include <cstddef>

#include "indexer/input/clean_text.h"
#include "indexer/markup/html_blocks.h"

namespace dateline {
namespace {

/// More than these are no page's.
constexpr std::size_t most_metas = 2000;

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return result;
}

void add_meta(const HtmlTree& tree, HtmlTree::Index node, PageData& data) {
    const std::string_view content = trimmed(tree.attribute(node, Attribute::content));
    if (content.empty() || data.metas.size() >= most_metas) return;
    for (const Attribute key :
         {Attribute::property, Attribute::name, Attribute::itemprop, Attribute::http_equiv}) {
        const std::string_view names = tree.attribute(node, key);
        std::size_t at = 0;
        // One property may hold several, apart by spaces.
        while (at < names.size()) {
            const std::size_t end = std::min(names.find_first_of(" \t\n", at), names.size());
            if (end > at) data.metas.push_back({lower(names.substr(at, end - at)), content});
            at = end + 1;
        }
    }
}

void add_item(const HtmlTree& tree, HtmlTree::Index node, PageData& data) {
    const std::string_view property = tree.attribute(node, Attribute::itemprop);
    if (property.empty() || data.items.size() >= most_metas) return;
    std::string_view content = tree.attribute(node, Attribute::content);
    if (content.empty()) content = tree.attribute(node, Attribute::datetime);
    data.items.push_back({property, trimmed(content), node});
}

}  // namespace

std::string_view PageData::meta(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        for (const Meta& each : metas) {
            if (each.name == name) return each.content;
        }
    }
    return {};
}

PageData read_page_data(const HtmlTree& tree) {
    PageData data;
    for (HtmlTree::Index node = 1; node < tree.size(); ++node) {
        switch (tree[node].tag) {
            case Tag::text:
                break;
            case Tag::meta:
                add_meta(tree, node, data);
                add_item(tree, node, data);
                break;
            case Tag::link:
                if (data.canonical.empty() && lower(tree.attribute(node, Attribute::rel)) == "canonical")
                    data.canonical = trimmed(tree.attribute(node, Attribute::href));
                break;
            case Tag::title:
                if (data.title.empty()) data.title = one_line(tree.text_below(node));
                break;
            case Tag::html:
                if (data.language.empty()) data.language = tree.attribute(node, Attribute::lang);
                if (data.language.empty()) data.language = tree.attribute(node, Attribute::xml_lang);
                break;
            case Tag::h1:
                if (data.heading == HtmlTree::none && !is_hidden(tree, node) &&
                    !one_line(tree.text_below(node)).empty())
                    data.heading = node;
                add_item(tree, node, data);
                break;
            default:
                if (tree[node].tag == Tag::time && data.times.size() < most_metas) data.times.push_back(node);
                if (tree[node].values > 0) add_item(tree, node, data);
        }
    }
    return data;
}

}  // namespace dateline
