#include "common/archive/slot_columns.h"

#include <algorithm>
#include <optional>

#include "common/archive/damage.h"
#include "common/archive/varint.h"
#include "common/error.h"
#include "common/fields.h"

namespace dateline {

namespace {

constexpr std::string_view mark = "dateline columns";
constexpr std::size_t number_bytes = 8;
constexpr std::size_t trailer_bytes = number_bytes + mark.size();
[[noreturn]] void damaged() {
    throw damaged_archive("the columns of its names and dates do not read");
}

std::string_view take_value(std::string_view& from) {
    const std::optional<std::uint64_t> length = take_varint(from);
    if (!length || *length > from.size()) damaged();
    const std::string_view value = from.substr(0, *length);
    from.remove_prefix(*length);
    return value;
}

/// As most values are short, mostly one byte tells how far the next one is.
void pass_over(std::string_view& from) {
    const std::size_t length = from.empty() ? 0 : static_cast<unsigned char>(from.front());
    if (length < 0x80 && length < from.size()) {
        from.remove_prefix(length + 1);
    } else {
        (void)take_value(from);
    }
}

}  // namespace

SlotColumn::SlotColumn(std::string_view bytes, std::uint64_t documents) {
    const std::uint64_t groups = (documents + values_in_group - 1) / values_in_group;
    if (bytes.size() / number_bytes < groups) damaged();
    starts_ = bytes.substr(0, groups * number_bytes);
    values_ = bytes.substr(groups * number_bytes);
}

std::string_view SlotColumn::values_from(std::uint64_t group) const {
    if (group >= starts_.size() / number_bytes) damaged();
    const std::uint64_t start = eight_bytes_at(starts_.substr(group * number_bytes));
    if (start > values_.size()) damaged();
    return values_.substr(start);
}

void SlotColumn::read(std::span<const Xapian::docid> documents, std::span<std::string_view> values) const {
    std::string_view rest;
    std::uint64_t next = 0;  // the document, counted from 0, that `rest` begins with
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const std::uint64_t document = documents[i] - 1;
        // Each group is begun anew, so that a fault in one goes no further.
        if (i == 0 || document / values_in_group != next / values_in_group ||
            document % values_in_group == 0) {
            next = document / values_in_group * values_in_group;
            rest = values_from(next / values_in_group);
        }
        for (; next < document; ++next) pass_over(rest);
        values[i] = take_value(rest);
        ++next;
    }
}

SlotColumns::SlotColumns(const std::filesystem::path& file, std::uint64_t documents) : file_(file) {
    std::string_view bytes = file_.bytes();
    try {
        if (!bytes.ends_with(mark) || bytes.size() < trailer_bytes) damaged();
        bytes.remove_suffix(mark.size());
        const std::uint64_t length = eight_bytes_at(bytes.substr(bytes.size() - number_bytes));
        bytes.remove_suffix(number_bytes);
        if (length > bytes.size()) damaged();
        std::string_view directory = bytes.substr(bytes.size() - length);
        bytes.remove_suffix(length);
        while (!directory.empty()) {
            const std::optional<std::uint64_t> slot = take_varint(directory);
            const std::optional<std::uint64_t> size = take_varint(directory);
            if (!slot || !size || *size > bytes.size()) damaged();
            columns_.emplace(static_cast<std::uint32_t>(*slot),
                             SlotColumn(bytes.substr(0, *size), documents));
            bytes.remove_prefix(*size);
        }
    } catch (Error& error) {
        throw error.at(file.string());
    }
}

const SlotColumn* SlotColumns::of(std::uint32_t slot) const {
    const auto found = columns_.find(slot);
    return found == columns_.end() ? nullptr : &found->second;
}

std::vector<std::uint32_t> slots_with_columns() {
    std::vector<std::uint32_t> slots;
    for (const Field& field : fields) {
        if (field.faceted) slots.push_back(field.slot);
    }
    slots.push_back(field(FieldId::published).slot);
    return slots;
}

void put_entry(std::string& directory, std::uint32_t slot, std::uint64_t bytes) {
    put_varint(directory, slot);
    put_varint(directory, bytes);
}

std::string columns_trailer(std::string_view directory) {
    std::string trailer;
    put_eight_bytes(trailer, directory.size());
    return trailer.append(mark);
}

}  // namespace dateline
