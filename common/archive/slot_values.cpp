#include "common/archive/slot_values.h"

namespace dateline {

SlotValues::SlotValues(const Archive& archive, std::size_t part, std::uint32_t slot) {
    const SlotColumns* columns = archive.columns_in_order()[part].get();
    column_ = columns ? columns->of(slot) : nullptr;
    if (column_) return;
    next_ = archive.databases_in_order()[part].valuestream_begin(slot);
    end_ = archive.databases_in_order()[part].valuestream_end(slot);
}

std::span<const std::string_view> SlotValues::read(std::span<const Xapian::docid> documents) {
    values_.assign(documents.size(), {});
    if (column_) {
        column_->read(documents, values_);
    } else {
        read_from_database(documents);
    }
    return values_;
}

void SlotValues::read_from_database(std::span<const Xapian::docid> documents) {
    kept_.clear();
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (next_ == end_) return;
        next_.skip_to(documents[i]);
        if (next_ == end_) return;
        if (next_.get_docid() == documents[i]) values_[i] = kept_.emplace_back(*next_);
    }
}

}  // namespace dateline
