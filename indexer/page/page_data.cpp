#include "indexer/page/page_data.h"

#include <algorithm>
#include <cstddef>

#include "indexer/input/clean_text.h"
#include "indexer/markup/html_blocks.h"
#include "indexer/page/bare_text.h"

namespace dateline {
namespace {

/// More than these are no page's.
constexpr std::size_t most_metas = 2000;
constexpr std::size_t most_headings = 100;

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

/// What microdata call the headline, else the first heading that the page's titles have, too, else the first
/// of the first rank: that may be the site's name.
HtmlTree::Index headline_among(const HtmlTree& tree, const std::vector<HtmlTree::Index>& headings,
                               const PageData& data) {
    const std::string titles = bare_text(data.title) + ' ' + bare_text(data.meta({"og:title"}));
    HtmlTree::Index first = HtmlTree::none;
    HtmlTree::Index titled = HtmlTree::none;
    for (const HtmlTree::Index node : headings) {
        const std::string text = bare_text(tree.text_below(node, 500));
        if (text.empty()) continue;
        if (tree.attribute(node, Attribute::itemprop).find("headline") != std::string_view::npos) return node;
        if (first == HtmlTree::none && tree[node].tag == Tag::h1) first = node;
        if (titled == HtmlTree::none && text.size() > 8 && titles.find(text) != std::string::npos)
            titled = node;
    }
    return titled != HtmlTree::none ? titled : first;
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
    std::vector<HtmlTree::Index> headings;
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
            case Tag::h2:
            case Tag::h3:
                if (headings.size() < most_headings && !is_hidden(tree, node)) headings.push_back(node);
                add_item(tree, node, data);
                break;
            default:
                if (tree[node].tag == Tag::time && data.times.size() < most_metas) data.times.push_back(node);
                if (tree[node].values > 0) add_item(tree, node, data);
        }
    }
    data.heading = headline_among(tree, headings, data);
    return data;
}

}  // namespace dateline
