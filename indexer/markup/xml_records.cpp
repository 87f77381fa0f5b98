#include "indexer/markup/xml_records.h"

#include <algorithm>
#include <utility>

#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/markup/xml_bytes.h"

namespace dateline {

XmlRecords::XmlRecords(std::unique_ptr<ByteStream> bytes, const ReadingContext& context,
                       XmlCutter::Classify classify)
    : cutter_(xml_stream(std::move(bytes), context.encoding, context.charset), std::move(classify)) {}

std::optional<XmlRecord> XmlRecords::next() {
    std::optional<XmlPiece> piece = cutter_.next();
    if (!piece) return std::nullopt;
    XmlRecord record;
    record.piece = std::move(*piece);
    const std::string xml = std::exchange(record.piece.xml, {});
    if (!record.piece.problem.empty()) return record;
    record.tree = parse_xml(xml);
    record.element = element_in(record.tree.get(), record.piece.depth);
    if (!record.element) record.piece.problem = "invalid XML: nothing can be read";
    return record;
}

XmlRoot xml_root(std::string_view head) {
    XmlRoot root;
    const std::string text = head_text(head);
    std::string_view rest = trimmed(text);
    while (rest.size() > 1 && rest[0] == '<' && !begins_name(rest[1])) {
        std::size_t end = rest.npos;
        if (rest.starts_with("<!--")) {
            end = rest.find("-->", 4);
            if (end != rest.npos) end += 2;
        } else if (rest[1] == '?') {
            end = rest.find("?>", 2);
            if (end != rest.npos) end += 1;
        } else if (rest[1] == '!') {
            const std::size_t subset = rest.find('[');
            end = rest.find('>');
            if (subset < end) {
                end = rest.find("]", subset);
                if (end != rest.npos) end = rest.find('>', end);
            }
        }
        if (end == rest.npos) return root;
        rest = trimmed(rest.substr(end + 1));
    }
    if (rest.size() < 2 || rest[0] != '<' || !begins_name(rest[1])) return root;
    const XmlTag tag = read_xml_tag(rest.substr(0, std::min(tag_size(rest), rest.size())));
    const std::size_t colon = tag.name.find(':');
    const std::string prefix(colon == tag.name.npos ? std::string_view{} : tag.name.substr(0, colon));
    const std::string_view address = attribute_of(tag, prefix.empty() ? "xmlns" : "xmlns:" + prefix);
    root.name = local_name(tag.name);
    root.space = address.empty() && !prefix.empty() ? usual_space(prefix) : xml_space(trimmed(address));
    root.head = rest;
    return root;
}

}  // namespace dateline
