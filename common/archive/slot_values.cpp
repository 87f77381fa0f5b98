#include "common/archive/slot_values.h"

namespace dateline {

namespace {

const SlotColumn* column_of(const Archive& archive, std::size_t part, std::uint32_t slot) {
    const SlotColumns* columns = archive.columns_in_order()[part].get();
    return columns ? columns->of(slot) : nullptr;
}

}  // namespace

SlotValues::SlotValues(const Archive& archive, std::size_t part, std::uint32_t slot)
    : column_(is_slot_of_dates(slot) ? column_of(archive, part, slot) : nullptr) {
    if (column_) return;
    next_ = archive.databases_in_order()[part].valuestream_begin(slot);
    end_ = archive.databases_in_order()[part].valuestream_end(slot);
}

std::span<const std::string_view> SlotValues::read(std::span<const Xapian::docid> documents) {
    values_.assign(documents.size(), {});
    if (column_) {
        column_->read_dates(documents, values_);
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

void read_lengths(const Archive& archive, std::size_t part, std::span<const Xapian::docid> documents,
                  std::span<std::uint32_t> lengths) {
    if (const SlotColumn* column = column_of(archive, part, lengths_column)) {
        column->read_lengths(documents, lengths);
        return;
    }
    const Xapian::Database& database = archive.databases_in_order()[part];
    for (std::size_t i = 0; i < documents.size(); ++i) lengths[i] = database.get_doclength(documents[i]);
}

SlotNames::SlotNames(const Archive& archive, std::size_t part, std::uint32_t slot, bool with_marks)
    : column_(column_of(archive, part, slot)), with_marks_(with_marks) {
    if (!column_) values_.emplace(archive, part, slot);
}

void SlotNames::read(std::span<const Xapian::docid> documents, NameLists& names) {
    if (column_) {
        column_->read_names(documents, with_marks_, names);
    } else {
        for (const std::string_view value : values_->read(documents)) names.add(value, with_marks_);
    }
}

}  // namespace dateline
