#include "indexer/markup/html_tree.h"

#include <climits>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <memory>
#include <string>

#include "common/error.h"

namespace dateline {

/// Builds the tree while libxml2 reads, which spares its own tree.
class HtmlTreeBuilder {
public:
    explicit HtmlTreeBuilder(std::size_t bytes) {
        tree_.bytes_.reserve(bytes);
        tree_.nodes_.reserve(bytes / 24 + 16);
        tree_.nodes_.emplace_back();
        open_.push_back(0);
    }

    HtmlTree read(std::string_view markup) {
        const std::unique_ptr<htmlParserCtxt, FreeParser> parser(
            htmlCreateMemoryParserCtxt(markup.data(), static_cast<int>(markup.size())));
        if (parser == nullptr) return finish();
        htmlSAXHandler handler{};
        handler.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
            builder(self).start(chars(name), attributes);
        };
        handler.endElement = [](void* self, const xmlChar* name) { builder(self).end(chars(name)); };
        handler.characters = [](void* self, const xmlChar* text, int size) {
            builder(self).add_text({chars(text), static_cast<std::size_t>(size)});
        };
        handler.ignorableWhitespace = handler.characters;
        handler.cdataBlock = handler.characters;
        *parser->sax = handler;
        parser->userData = this;
        parser_ = parser.get();
        htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                             HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
        xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
        htmlParseDocument(parser.get());
        parser_ = nullptr;
        return finish();
    }

private:
    /// Pages of people have up to a few hundred levels; ends of tags are searched for through all of them.
    static constexpr std::size_t deepest = 2000;
    /// Whole books have less; each takes about two hundred bytes before the page is read.
    static constexpr std::size_t most_nodes = 1'000'000;

    struct FreeParser {
        void operator()(htmlParserCtxt* parser) const {
            if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
            htmlFreeParserCtxt(parser);
        }
    };

    static HtmlTreeBuilder& builder(void* self) { return *static_cast<HtmlTreeBuilder*>(self); }
    static const char* chars(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

    HtmlTree::Index add_node(Tag tag) {
        const auto index = static_cast<HtmlTree::Index>(tree_.nodes_.size());
        HtmlTree::Node& node = tree_.nodes_.emplace_back();
        node.tag = tag;
        node.parent = open_.back();
        node.end = index + 1;
        return index;
    }

    void start(const char* name, const xmlChar** attributes) {
        const Tag tag = tag_named(name);
        const HtmlTree::Index index = add_node(tag);
        open_.push_back(index);
        if (attributes != nullptr) {
            for (; attributes[0] != nullptr; attributes += 2) add_value(index, attributes);
        }
        const bool too_deep = open_.size() > deepest;
        if ((!too_deep && index < most_nodes) || !tree_.cut_short_.empty()) return;
        tree_.cut_short_ = too_deep ? "nested too deeply" : "too many elements";
        xmlStopParser(parser_);
    }

    void add_value(HtmlTree::Index index, const xmlChar** pair) {
        const Attribute attribute = attribute_named(chars(pair[0]));
        if (attribute == Attribute::other) return;
        const std::string_view value = pair[1] == nullptr ? std::string_view() : chars(pair[1]);
        HtmlTree::Node& node = tree_.nodes_[index];
        if (node.values++ == 0) node.first_value = static_cast<std::uint32_t>(tree_.values_.size());
        tree_.values_.push_back({attribute, static_cast<std::uint32_t>(tree_.bytes_.size()),
                                 static_cast<std::uint32_t>(value.size())});
        tree_.bytes_ += value;
    }

    void end(const char* name) {
        // Ends come for every element that was begun, in order; one that does not fit is not believed.
        if (open_.size() <= 1 || tree_.nodes_[open_.back()].tag != tag_named(name)) return;
        close();
    }

    void close() {
        tree_.nodes_[open_.back()].end = tree_.size();
        open_.pop_back();
    }

    void add_text(std::string_view text) {
        if (text.empty()) return;
        // The parser gives long texts in pieces.
        HtmlTree::Node& last = tree_.nodes_.back();
        if (last.tag == Tag::text && last.parent == open_.back()) {
            last.text_size += static_cast<std::uint32_t>(text.size());
        } else {
            const HtmlTree::Index index = add_node(Tag::text);
            tree_.nodes_[index].text_at = static_cast<std::uint32_t>(tree_.bytes_.size());
            tree_.nodes_[index].text_size = static_cast<std::uint32_t>(text.size());
        }
        tree_.bytes_ += text;
    }

    HtmlTree finish() {
        while (!open_.empty()) close();
        return std::move(tree_);
    }

    HtmlTree tree_;
    std::vector<HtmlTree::Index> open_;
    htmlParserCtxt* parser_ = nullptr;
};

namespace {

/// The front of the text with no more bytes than the limit, and no character cut.
std::string_view whole_characters(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xc0) == 0x80) --limit;
    return text.substr(0, limit);
}

}  // namespace

std::string_view HtmlTree::attribute(Index node, Attribute attribute) const {
    const Node& of = nodes_[node];
    for (std::uint32_t value = of.first_value; value < of.first_value + of.values; ++value) {
        if (values_[value].attribute == attribute) return view(values_[value].at, values_[value].size);
    }
    return {};
}

bool HtmlTree::has_attribute(Index node, Attribute attribute) const {
    const Node& of = nodes_[node];
    for (std::uint32_t value = of.first_value; value < of.first_value + of.values; ++value) {
        if (values_[value].attribute == attribute) return true;
    }
    return false;
}

std::string HtmlTree::text_below(Index node, std::size_t limit) const {
    std::string text;
    const Index end = nodes_[node].end;
    for (Index at = node; at < end && text.size() < limit;) {
        const Node& here = nodes_[at];
        if (at != node && is_unread(here.tag)) {
            at = here.end;
            continue;
        }
        if (here.tag == Tag::text) text += whole_characters(view(here.text_at, here.text_size), limit);
        if (here.tag == Tag::br || is_block(here.tag)) text += ' ';
        ++at;
    }
    return text;
}

HtmlTree parse_html(std::string_view slim_markup) {
    if (slim_markup.size() > INT_MAX)
        throw Error("the page is too large", "no page may have more than 64 MiB");
    return HtmlTreeBuilder(slim_markup.size()).read(slim_markup);
}

}  // namespace dateline
