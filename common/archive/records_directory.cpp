#include "common/archive/records_directory.h"

#include <zdict.h>
#include <zstd.h>

#include "common/archive/varint.h"
#include "common/hash.h"

namespace dateline {

namespace {

constexpr std::string_view mark = "dateline records";
constexpr std::string_view mark_with_dictionaries = "dateline stories";
constexpr std::size_t number_bytes = 8;
static_assert(records_trailer_bytes == 3 * number_bytes + mark.size());
static_assert(mark.size() == mark_with_dictionaries.size());

/// How a frame begins that zstd passes over, one of sixteen ways; then four bytes of length.
constexpr std::string_view passed_over{"\x5D\x2A\x4D\x18", 4};
constexpr std::size_t table_begin = 8;
constexpr std::size_t table_hash_bytes = 4;

void put_four_bytes(std::string& to, std::uint64_t number) {
    for (int shift = 0; shift < 32; shift += 8) to += static_cast<char>(number >> shift);
}

std::uint64_t four_bytes_at(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = 4; i-- > 0;) number = number << 8 | static_cast<std::uint8_t>(bytes[i]);
    return number;
}

std::uint64_t table_hash(std::string_view table) {
    return hash128(table).low & 0xFFFF'FFFF;
}

}  // namespace

void put_entry(std::string& directory, const RecordsBlock& block) {
    put_varint(directory, block.records);
    put_varint(directory, block.bytes);
    put_varint(directory, block.stored_bytes);
}

std::optional<RecordsBlock> take_entry(std::string_view& directory) {
    const std::optional<std::uint64_t> records = take_varint(directory);
    const std::optional<std::uint64_t> bytes = take_varint(directory);
    const std::optional<std::uint64_t> stored = take_varint(directory);
    if (!records || !bytes || !stored) return std::nullopt;
    return RecordsBlock{*records, *bytes, *stored};
}

std::string records_trailer(std::string_view directory, bool has_dictionaries) {
    const Hash128 hash = hash128(directory);
    std::string trailer;
    put_eight_bytes(trailer, directory.size());
    put_eight_bytes(trailer, hash.high);
    put_eight_bytes(trailer, hash.low);
    trailer += has_dictionaries ? mark_with_dictionaries : mark;
    return trailer;
}

std::string piece_table(const std::vector<RecordsPiece>& pieces) {
    std::string table;
    for (const RecordsPiece& piece : pieces) {
        put_varint(table, piece.records);
        put_varint(table, piece.stored_bytes);
    }
    const std::uint64_t hash = table_hash(table);
    std::string frame(passed_over);
    put_four_bytes(frame, table.size() + table_hash_bytes);
    frame += table;
    put_four_bytes(frame, hash);
    return frame;
}

bool has_piece_table(std::string_view block) {
    return block.starts_with(passed_over);
}

bool take_piece_table(std::string_view& block, std::vector<RecordsPiece>& pieces) {
    pieces.clear();
    if (block.size() < table_begin) return false;
    const std::uint64_t length = four_bytes_at(block.substr(passed_over.size()));
    block.remove_prefix(table_begin);
    if (length < table_hash_bytes || length > block.size()) return false;
    std::string_view table = block.substr(0, length - table_hash_bytes);
    if (four_bytes_at(block.substr(table.size())) != table_hash(table)) return false;
    block.remove_prefix(length);
    std::uint64_t left = block.size();
    while (!table.empty()) {
        const std::optional<std::uint64_t> records = take_varint(table);
        const std::optional<std::uint64_t> stored = take_varint(table);
        if (!records || !stored || *stored > left) return false;
        left -= *stored;
        pieces.push_back({*records, *stored});
    }
    return left == 0;
}

std::optional<std::string> dictionary_in(std::string_view frame) {
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > largest_dictionary)
        return std::nullopt;
    std::string content(size, '\0');
    const std::size_t written = ZSTD_decompress(content.data(), content.size(), frame.data(), frame.size());
    if (ZSTD_isError(written) != 0 || written != size) return std::nullopt;
    if (ZDICT_getDictID(content.data(), content.size()) == 0) return std::nullopt;
    return content;
}

}  // namespace dateline
