#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/markup/html_names.h"

namespace dateline {

/// A page as a tree that lies in arrays: nodes stand in the order of the page, so that a walk is a loop, the
/// part below a node is a range of numbers, and what is known of nodes goes into arrays beside. Node 0 is the
/// root that holds all. However deep its author nested it, nothing here recurses.
class HtmlTree {
public:
    using Index = std::uint32_t;
    static constexpr Index none = std::numeric_limits<Index>::max();

    struct Node {
        Tag tag = Tag::other;
        Index parent = none;
        Index end = 0;  ///< the first node behind all that is below this one
        std::uint32_t first_value = 0;
        std::uint32_t values = 0;  ///< of attributes
        std::uint32_t text_at = 0;
        std::uint32_t text_size = 0;
    };

    [[nodiscard]] Index size() const { return static_cast<Index>(nodes_.size()); }
    [[nodiscard]] const Node& operator[](Index node) const { return nodes_[node]; }

    /// What a text node says; empty for elements.
    [[nodiscard]] std::string_view text(Index node) const {
        return view(nodes_[node].text_at, nodes_[node].text_size);
    }

    /// An attribute's value as written, entities replaced; empty when there is none.
    [[nodiscard]] std::string_view attribute(Index node, Attribute attribute) const;

    [[nodiscard]] bool has_attribute(Index node, Attribute attribute) const;

    /// All texts below the node one after another, a space where a block or a line break parts them; not what
    /// is unread. Little more than `limit` bytes. Not cleaned.
    [[nodiscard]] std::string text_below(Index node, std::size_t limit = 4096) const;

    [[nodiscard]] bool is_below(Index node, Index ancestor) const {
        return node > ancestor && node < nodes_[ancestor].end;
    }

    /// Why the end of the page was not read, "nested too deeply" or "too many elements"; empty when it was.
    [[nodiscard]] std::string_view cut_short() const { return cut_short_; }

private:
    friend class HtmlTreeBuilder;

    struct Value {
        Attribute attribute;
        std::uint32_t at = 0;
        std::uint32_t size = 0;
    };

    [[nodiscard]] std::string_view view(std::uint32_t at, std::uint32_t size) const {
        return std::string_view(bytes_).substr(at, size);
    }

    std::vector<Node> nodes_;
    std::vector<Value> values_;
    std::string bytes_;
    std::string_view cut_short_;
};

/// The tree of a page, or of a piece of one, out of what `slim_html` left of it. Every text is HTML of some
/// kind, so there always is a tree. What a page says about its encoding is ignored; nothing is ever fetched.
[[nodiscard]] HtmlTree parse_html(std::string_view slim_markup);

}  // namespace dateline
