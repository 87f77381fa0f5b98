#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include "common/archive/copies.h"
#include "common/archive/dead.h"
#include "common/archive/manifest.h"
#include "common/archive/name_book.h"
#include "common/archive/record.h"
#include "common/archive/records_file.h"
#include "common/archive/run_journal.h"
#include "common/archive/slot_columns.h"
#include "common/archive/values.h"
#include "common/archive/zones.h"
#include "common/error.h"
#include "common/fields.h"
#include "common/hash.h"
#include "indexer/archive/records_writer.h"
#include "indexer/copies/sketch_file.h"
#include "indexer/maintenance/salvage.h"

namespace {

using namespace dateline;

void read_record(std::string_view bytes) {
    const Article article = from_record(bytes);
    if (article.published) (void)to_string(*article.published);
    const std::string record = to_record(article);  // without what is empty
    if (to_record(from_record(record)) != record) std::abort();
}

void read_manifest_text(std::string_view bytes) {
    const Manifest manifest = manifest_from_text(bytes);
    if (manifest_from_text(to_text(manifest)) != manifest) std::abort();
    (void)manifest.live_articles();
}

void read_names(std::string_view bytes) {
    static const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("dateline-fuzz-names-" + std::to_string(::getpid()));
    std::ofstream(file, std::ios::binary) << bytes;
    const NameBook book(file, bytes.size());
    for (std::uint32_t number = 0; number < book.size(); ++number) (void)book[number];
    (void)GrowingNameBook(file, bytes.size()).number(FieldId::person, "a", "A");
}

void read_stored_articles(std::string_view bytes) {
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("dateline-fuzz-records-" + std::to_string(::getpid()));
    // As directory, in a trailer that fits, it gets past the hash.
    for (const std::string& trailer : {std::string(), records_trailer(bytes.substr(bytes.size() / 2))}) {
        std::ofstream(path, std::ios::binary) << bytes << trailer;
        const RecordsFile file(path);
        try {
            for (std::uint64_t document = 1; document <= std::min<std::uint64_t>(file.size(), 100);
                 ++document)
                (void)file.record(document);
            (void)file.most_used_dictionary();
            RecordsWriter joined(path.string() + "-joined");
            joined.add(file);
            joined.finish();
        } catch (const Error&) {
            continue;  // what is damaged
        }
    }
    std::vector<RecordsPiece> pieces;
    std::string_view block = bytes;
    if (has_piece_table(block) && take_piece_table(block, pieces)) {
        std::string again = piece_table(pieces) + std::string(block);
        if (again.size() > bytes.size()) std::abort();  // numbers may have been written longer
    }
}

void read_journal(std::string_view bytes) {
    std::string again;
    const std::vector<RunEntry> runs = runs_from_text(bytes);
    for (const RunEntry& run : runs) again += begin_line(run) + (run.end ? end_line(*run.end) : "");
    if (runs_from_text(again).size() != runs.size()) std::abort();
}

/// Blocks are looked for in what has no directory that reads.
void salvage_stored_articles(std::string_view bytes) {
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("dateline-fuzz-salvage-" + std::to_string(::getpid()));
    std::ofstream(path, std::ios::binary) << bytes;
    std::uint64_t read = 0;
    const Salvaged salvaged =
        salvage_articles(path, bytes.size() % 100, [&](Xapian::docid, const Article&) { ++read; });
    if (salvaged.read != read) std::abort();
}

void read_slots(std::string_view bytes) {
    (void)zones_from_value(bytes);
    if (const auto day = values::day(bytes)) (void)to_string(*day);
    std::uint64_t sum = 0;
    values::for_each_name(
        bytes, [&](std::uint32_t number, std::uint32_t mentions, bool) { sum += number + mentions; });
    (void)dead_from_bytes(std::string(bytes) + to_hex(hash128(bytes)), 1000, bytes.size() / 2);
}

void read_sketches(std::string_view bytes) {
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("dateline-fuzz-sketches-" + std::to_string(::getpid()));
    // As directory, behind entries of its first half, it gets past the hash.
    const std::string_view half = bytes.substr(0, bytes.size() / 2);
    for (const std::string& file :
         {std::string(bytes), std::string(half) + sketch_trailer(bytes.substr(half.size()))}) {
        std::ofstream(path, std::ios::binary) << file;
        try {
            const SketchFile sketches(path, 1000);
            for (const SketchFile::Bucket& bucket : sketches.buckets()) {
                const std::uint64_t end = bucket.first + bucket.entries;
                for (std::uint64_t i = bucket.first; i < end; ++i)
                    (void)sketches.seek(sketches.entry(i).fingerprint, bucket.first, end);
            }
        } catch (const Error&) {
            continue;  // what is damaged
        }
    }
}

void read_columns(std::string_view bytes) {
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("dateline-fuzz-columns-" + std::to_string(::getpid()));
    // As they are; as a directory behind blocks of the first half, which then gets past its hash; and as a
    // block of names and one of dates that get past theirs.
    constexpr std::uint64_t documents = 100;
    const std::string_view half = bytes.substr(0, bytes.size() / 2);
    const std::string_view directory = bytes.substr(half.size());
    std::string with_hashes = directory_begin(documents);
    put_column(with_hashes, field(FieldId::person).slot);
    put_entry(with_hashes, half.size(), half);
    put_column(with_hashes, field(FieldId::published).slot);
    put_entry(with_hashes, bytes.size(), directory);
    for (const std::string& file : {std::string(bytes), std::string(bytes) + columns_trailer(directory),
                                    std::string(bytes) + with_hashes + columns_trailer(with_hashes)}) {
        std::ofstream(path, std::ios::binary) << file;
        const Xapian::docid numbers[] = {1, 2, 7, 64, 65, documents};
        try {
            const SlotColumns columns(path, documents);
            for (const std::uint32_t slot : slots_with_columns()) {
                const SlotColumn* column = columns.of(slot);
                std::string_view dates[std::size(numbers)];
                NameLists names;
                if (column && is_slot_of_dates(slot)) column->read_dates(numbers, dates);
                if (column && !is_slot_of_dates(slot)) column->read_names(numbers, true, names);
            }
            std::uint32_t lengths[std::size(numbers)];
            if (const SlotColumn* column = columns.of(lengths_column)) column->read_lengths(numbers, lengths);
        } catch (const Error&) {
            continue;  // what is damaged
        }
    }
}

void read_copies(std::string_view bytes) {
    (void)copies_from_bytes(std::string(bytes) + to_hex(hash128(bytes)), 1000, bytes.size() / 2, 1000);
}

}  // namespace

/// The first byte tells which file of an archive the others are.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    constexpr void (*readers[])(std::string_view) = {
        read_record,  read_manifest_text,      read_names,    read_slots,   read_stored_articles,
        read_journal, salvage_stored_articles, read_sketches, read_columns, read_copies};
    try {
        readers[data[0] % std::size(readers)](bytes);
    } catch (const Error&) {
        return 0;  // damaged, and said so
    }
    return 0;
}
