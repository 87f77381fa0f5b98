#include "indexer/maintenance/columns_check.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "common/archive/layout.h"
#include "common/archive/slot_columns.h"
#include "common/fields.h"

namespace dateline {

namespace {

bool is_column_of(const Xapian::Database& database, std::uint64_t documents, std::uint32_t slot,
                  const SlotColumn& column) {
    auto stored = database.valuestream_begin(slot);
    NameLists names;
    NameLists in_column;
    std::string_view date;
    for (Xapian::docid number = 1; number <= documents; ++number) {
        std::string value;
        if (stored != database.valuestream_end(slot) && stored.get_docid() == number) value = *stored++;
        if (is_slot_of_dates(slot)) {
            column.read_dates({&number, 1}, {&date, 1});
            if (value != date) return false;
            continue;
        }
        names.clear();
        in_column.clear();
        names.add(value, true);
        column.read_names({&number, 1}, true, in_column);
        if (names.numbers != in_column.numbers || names.marks != in_column.marks) return false;
    }
    return true;
}

bool is_column_of_lengths(const Xapian::Database& database, std::uint64_t documents,
                          const SlotColumn& column) {
    std::uint32_t length = 0;
    for (Xapian::docid number = 1; number <= documents; ++number) {
        column.read_lengths({&number, 1}, {&length, 1});
        if (length != database.get_doclength(number)) return false;
    }
    return true;
}

}  // namespace

std::vector<std::string> faults_of_columns(const std::filesystem::path& part,
                                           const Xapian::Database& database, std::uint64_t documents) {
    const std::filesystem::path file = layout::columns(part);
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown)) return {"its columns of names and dates are missing"};
    const SlotColumns columns(file, documents);
    if (columns.is_of_older_program()) return {"its columns of names and dates are of an older program"};
    std::vector<std::string> faults;
    for (const std::uint32_t slot : slots_with_columns()) {
        const SlotColumn* column = columns.of(slot);
        if (column && is_column_of(database, documents, slot, *column)) continue;
        faults.push_back(fmt::format("its column of {} is not that of the slots", name_of_slot(slot)));
    }
    const SlotColumn* lengths = columns.of(lengths_column);
    if (!lengths || !is_column_of_lengths(database, documents, *lengths))
        faults.emplace_back("its column of lengths is not that of the articles");
    return faults;
}

std::string name_of_slot(Xapian::valueno slot) {
    if (slot == fingerprint_slot) return "fingerprint";
    if (slot == zones_slot) return "zones";
    const auto of = std::ranges::find(fields, slot, &Field::slot);
    return of == fields.end() ? std::to_string(slot) : std::string(of->name);
}

}  // namespace dateline
