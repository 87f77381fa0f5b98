#include "indexer/archive/columns_writer.h"

#include <fcntl.h>
#include <string>
#include <string_view>

#include "common/archive/descriptor.h"
#include "common/archive/slot_columns.h"
#include "common/archive/varint.h"

namespace dateline {

namespace {

std::string column_of(const Xapian::Database& part, std::uint32_t slot) {
    std::string starts;
    std::string values;
    Xapian::docid next = 1;
    const auto put = [&](std::string_view value) {
        if ((next++ - 1) % values_in_group == 0) put_eight_bytes(starts, values.size());
        put_varint(values, value.size());
        values += value;
    };
    for (auto value = part.valuestream_begin(slot); value != part.valuestream_end(slot); ++value) {
        while (next < value.get_docid()) put({});
        put(*value);
    }
    for (const Xapian::doccount documents = part.get_doccount(); next <= documents;) put({});
    return starts + values;
}

}  // namespace

void write_columns(const Xapian::Database& part, const std::filesystem::path& file) {
    Descriptor out(file, O_WRONLY | O_CREAT | O_TRUNC);
    std::string directory;
    for (const std::uint32_t slot : slots_with_columns()) {
        const std::string column = column_of(part, slot);
        put_entry(directory, slot, column.size());
        out.write(column);
    }
    out.write(directory + columns_trailer(directory));
    out.close();
}

}  // namespace dateline
