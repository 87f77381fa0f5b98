#include "indexer/archive/columns_writer.h"

#include <algorithm>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive/descriptor.h"
#include "common/archive/slot_columns.h"

namespace dateline {

namespace {

/// Calls with the lengths of each block's documents.
template <typename Use>
void for_each_block_of_lengths(const Xapian::Database& part, Use use) {
    std::vector<std::uint32_t> lengths;
    const Xapian::doccount documents = part.get_doccount();
    for (Xapian::docid document = 1; document <= documents; ++document) {
        lengths.push_back(part.get_doclength(document));
        if (lengths.size() < documents_in_block && document < documents) continue;
        use(lengths);
        lengths.clear();
    }
}

/// Calls with the values of each block's documents, empty for those without.
template <typename Use>
void for_each_block(const Xapian::Database& part, std::uint32_t slot, Use use) {
    std::vector<std::string> values;
    const Xapian::doccount documents = part.get_doccount();
    auto value = part.valuestream_begin(slot);
    const auto end = part.valuestream_end(slot);
    for (Xapian::docid document = 1; document <= documents; ++document) {
        std::string& put = values.emplace_back();
        if (value != end && value.get_docid() == document) {
            put = *value;
            ++value;
        }
        if (values.size() < documents_in_block && document < documents) continue;
        use(values);
        values.clear();
    }
}

std::string block_of(const std::vector<std::string>& values, std::uint32_t slot) {
    if (is_slot_of_dates(slot)) return block_of_dates(values);
    NameLists names;
    for (const std::string& value : values) names.add(value, true);
    return block_of_names(names);
}

}  // namespace

void write_columns(const Xapian::Database& part, const std::filesystem::path& file) {
    Descriptor out(file, O_WRONLY | O_CREAT | O_TRUNC);
    std::string directory = directory_begin(part.get_doccount());
    std::uint64_t written = 0;
    const auto put = [&](const std::string& block) {
        out.write(block);
        written += block.size();
        put_entry(directory, written, block);
    };
    for (const std::uint32_t slot : slots_with_columns()) {
        put_column(directory, slot);
        for_each_block(part, slot,
                       [&](const std::vector<std::string>& values) { put(block_of(values, slot)); });
    }
    put_column(directory, lengths_column);
    for_each_block_of_lengths(
        part, [&](const std::vector<std::uint32_t>& lengths) { put(block_of_lengths(lengths)); });
    out.write(directory + columns_trailer(directory));
    out.close();
}

}  // namespace dateline
