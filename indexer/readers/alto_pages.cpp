#include "indexer/readers/alto_pages.h"

#include <utility>

namespace dateline {
namespace {

XmlRole role_in_alto(const XmlTag& tag) {
    const std::string_view name = local_name(tag.name);
    if (name == "alto" || name == "Layout") return XmlRole::enter;
    return name == "Page" ? XmlRole::record : XmlRole::other;
}

}  // namespace

AltoPages::AltoPages(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
    : records_(std::move(bytes), context, role_in_alto) {}

std::optional<AltoPages::Next> AltoPages::next() {
    while (std::optional<XmlRecord> found = records_.next()) {
        const bool is_page = found->piece.role == XmlRole::record;
        if (!is_page && found->piece.problem.empty()) {
            if (found->element.name() == "ReadingOrder") order_ = alto_reading_order(found->element);
            continue;
        }
        Next next;
        next.piece = std::move(found->piece);
        if (next.piece.problem.empty()) next.page = read_alto_page(found->element, order_);
        return next;
    }
    return std::nullopt;
}

}  // namespace dateline
