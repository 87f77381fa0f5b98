#include "indexer/readers/newsml_g2.h"

#include <array>
#include <utility>

#include "indexer/markup/xml_records.h"
#include "indexer/readers/newsml_item.h"

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

class NewsmlReader final : public Reader {
public:
    NewsmlReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : records_(std::move(bytes), context, role_in_message), context_(context) {}

    std::optional<Record> next() override {
        while (std::optional<XmlRecord> found = records_.next()) {
            XmlPiece& piece = found->piece;
            if (piece.role != XmlRole::record && piece.problem.empty()) continue;
            Record record;
            if (piece.problem.empty()) {
                ReadingContext context = context_;
                // The path names the first item only.
                if (number_ > 0) context.id_base.clear();
                record = read_newsml_item(found->element, context);
            } else {
                record.content = Reject{piece.problem, piece.hint};
            }
            for (std::string& note : piece.notes) record.notes.push_back(std::move(note));
            record.number = ++number_;
            record.line = piece.line;
            record.offset = piece.offset;
            return record;
        }
        return std::nullopt;
    }

private:
    XmlRecords records_;
    ReadingContext context_;
    std::uint64_t number_ = 0;
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
