#include "indexer/readers/newsml_g2.h"

#include <array>
#include <utility>

#include "indexer/readers/newsml_item.h"
#include "indexer/readers/xml_reader.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 8> items{"newsItem",     "packageItem", "conceptItem", "knowledgeItem",
                                                "planningItem", "catalogItem", "contentSet",  "groupSet"};

bool is_item(std::string_view name) {
    for (const std::string_view item : items) {
        if (item == name) return true;
    }
    return false;
}

XmlRole role_in_message(const XmlTag& tag) {
    const std::string_view name = local_name(tag.name);
    if (name == "newsMessage" || name == "itemSet") return XmlRole::enter;
    return is_item(name) ? XmlRole::record : XmlRole::other;
}

class NewsmlReader final : public XmlReader {
public:
    NewsmlReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : XmlReader(std::move(bytes), context, role_in_message) {}

private:
    Record read(XmlElement item) override {
        if (records_before() == 0) return read_newsml_item(item, context());
        // The path names the first item only.
        ReadingContext unnamed = context();
        unnamed.id_base.clear();
        return read_newsml_item(item, unnamed);
    }
};

}  // namespace

int recognise_newsml_g2(std::string_view head) {
    const XmlRoot root = xml_root(head);
    if (root.name == "newsMessage") return 95;
    if (!is_item(root.name)) return 0;
    if (root.space == XmlSpace::newsml) return 95;
    // Pieces of items, as examples and dumps have them.
    const bool speaks = root.head.find("inlineXML") != root.head.npos ||
                        root.head.find("itemRef") != root.head.npos ||
                        root.head.find("itemMeta") != root.head.npos;
    return speaks ? 70 : 0;
}

std::unique_ptr<Reader> open_newsml_g2(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<NewsmlReader>(std::move(bytes), context);
}

}  // namespace dateline
