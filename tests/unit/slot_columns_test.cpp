#include "common/archive/slot_columns.h"

#include <random>
#include <tuple>

#include <doctest/doctest.h>

#include "common/archive/damage.h"
#include "common/archive/durable.h"
#include "common/archive/number_array.h"
#include "common/archive/values.h"
#include "common/fields.h"
#include "indexer/archive/columns_writer.h"
#include "scratch.h"

namespace dateline {

namespace {

std::string some_names(std::mt19937& random, std::uint32_t greatest) {
    std::vector<values::NameUse> names(1 + random() % (random() % 20 == 0 ? 300 : 5));
    for (values::NameUse& name : names) {
        const std::uint64_t most_mentions = random() % 9 == 0 ? 4'000'000'000 : 3;
        name.number = static_cast<std::uint32_t>(random() % greatest);
        name.mentions = static_cast<std::uint32_t>(random() % most_mentions);
        name.in_front = random() % 2 == 0;
    }
    return values::names(names);
}

/// Documents of which a few have each value. The names of each slot are a byte wider than those before.
Xapian::WritableDatabase some_part(const std::filesystem::path& folder, std::uint32_t documents) {
    Xapian::WritableDatabase part(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    std::mt19937 random(5);
    for (std::uint32_t i = 0; i < documents; ++i) {
        Xapian::Document document;
        for (const std::uint32_t slot : slots_with_columns()) {
            if (random() % 3 != 0) continue;
            const std::uint32_t greatest = UINT32_MAX >> 8 * (slot % 4);
            const Day day = day_of(1900, 1, 1) + std::chrono::days(random() % 60'000);
            document.add_value(
                slot, is_slot_of_dates(slot) ? values::date(on_day(day)) : some_names(random, greatest));
        }
        part.add_document(document);
    }
    part.commit();
    return part;
}

/// What a column says of these documents.
std::tuple<NameLists, std::vector<std::string>> read(const SlotColumn& column, std::uint32_t slot,
                                                     const std::vector<Xapian::docid>& documents) {
    NameLists names;
    std::vector<std::string_view> dates(documents.size());
    if (is_slot_of_dates(slot)) {
        column.read_dates(documents, dates);
    } else {
        column.read_names(documents, true, names);
    }
    return {std::move(names), {dates.begin(), dates.end()}};
}

bool is_as_stored(const Xapian::Database& part, const SlotColumn& column, std::uint32_t slot,
                  const std::vector<Xapian::docid>& documents) {
    NameLists names;
    std::vector<std::string> dates(documents.size());
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const std::string value = part.get_document(documents[i]).get_value(slot);
        if (is_slot_of_dates(slot)) {
            dates[i] = value;
        } else {
            names.add(value, true);
        }
    }
    const auto [names_read, dates_read] = read(column, slot, documents);
    return names.numbers == names_read.numbers && names.marks == names_read.marks &&
           names.ends == names_read.ends && dates == dates_read;
}

/// All that a file of columns says; an Error where it does not.
std::vector<std::tuple<std::vector<std::uint32_t>, std::vector<std::uint64_t>, std::vector<std::uint32_t>,
                       std::vector<std::string>>>
read_all(const std::filesystem::path& file, std::uint32_t documents) {
    const SlotColumns columns(file, documents);
    std::vector<Xapian::docid> all;
    for (Xapian::docid document = 1; document <= documents; ++document) all.push_back(document);
    std::vector<std::tuple<std::vector<std::uint32_t>, std::vector<std::uint64_t>, std::vector<std::uint32_t>,
                           std::vector<std::string>>>
        said;
    for (const std::uint32_t slot : slots_with_columns()) {
        if (!columns.of(slot)) throw damaged_archive("a column is missing");
        auto [names, dates] = read(*columns.of(slot), slot, all);
        said.emplace_back(names.numbers, names.marks, names.ends, dates);
    }
    if (!columns.of(lengths_column)) throw damaged_archive("a column is missing");
    std::vector<std::uint32_t> lengths(all.size());
    columns.of(lengths_column)->read_lengths(all, lengths);
    said.emplace_back(lengths, std::vector<std::uint64_t>(), std::vector<std::uint32_t>(),
                      std::vector<std::string>());
    return said;
}

}  // namespace

TEST_CASE("columns hold what the slots hold, for all documents and for some") {
    const ScratchFolder scratch;
    (void)scratch.make();
    for (const std::uint32_t documents : {1U, 63U, 1023U, 1024U, 1025U, 3000U}) {
        const Xapian::WritableDatabase part = some_part(scratch / "part", documents);
        write_columns(part, scratch / "columns");
        const SlotColumns columns(scratch / "columns", documents);
        std::vector<Xapian::docid> all;
        std::vector<Xapian::docid> some;
        for (Xapian::docid document = 1; document <= documents; ++document) {
            all.push_back(document);
            if (document * 7919 % 11 == 0) some.push_back(document);
        }
        for (const std::uint32_t slot : slots_with_columns()) {
            CAPTURE(documents);
            CAPTURE(slot);
            REQUIRE(columns.of(slot));
            CHECK(is_as_stored(part, *columns.of(slot), slot, all));
            CHECK(is_as_stored(part, *columns.of(slot), slot, some));
            CHECK(is_as_stored(part, *columns.of(slot), slot, {documents}));
        }
        for (const std::vector<Xapian::docid>& of : {all, some}) {
            std::vector<std::uint32_t> lengths(of.size());
            REQUIRE(columns.of(lengths_column));
            columns.of(lengths_column)->read_lengths(of, lengths);
            for (std::size_t i = 0; i < of.size(); ++i) CHECK(lengths[i] == part.get_doclength(of[i]));
        }
        CHECK_FALSE(columns.of(fingerprint_slot));
    }
}

TEST_CASE("whichever bit of the columns flips, they are refused or say the same") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::filesystem::path file = scratch / "columns";
    write_columns(some_part(scratch / "part", 20), file);
    const std::string good = read_file(file);
    const auto said = read_all(file, 20);
    std::mt19937 random(6);
    int refused = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ (1 << random() % 8));
        put_file(file, bad);
        try {
            const bool is_the_same = read_all(file, 20) == said;
            CHECK(is_the_same);
        } catch (const Error& error) {
            ++refused;
            CHECK(error.message() ==
                  "the archive is damaged: the columns of its names and dates do not read");
            CHECK(error.place() == file.string());
            CHECK(error.hint().find("--repair") != std::string::npos);
        }
    }
    CHECK(refused == static_cast<int>(good.size()));
}

TEST_CASE("a block that nobody looks at may be damaged") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::filesystem::path file = scratch / "columns";
    const std::uint32_t documents = 2 * documents_in_block;
    write_columns(some_part(scratch / "part", documents), file);
    std::string bytes = read_file(file);
    bytes[10] ^= 1;  // in the first block of the first column
    put_file(file, bytes);
    const SlotColumns columns(file, documents);
    const std::uint32_t slot = slots_with_columns().front();
    NameLists names;
    const std::vector<Xapian::docid> last{documents};
    const std::vector<Xapian::docid> both{1, documents};
    CHECK(message_of([&] { columns.of(slot)->read_names(last, false, names); }).empty());
    CHECK(message_of([&] {
              columns.of(slot)->read_names(both, false, names);
          }).starts_with("the archive is damaged"));
}

TEST_CASE("columns that are cut short, of another part or of an older program") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::filesystem::path file = scratch / "columns";
    write_columns(some_part(scratch / "part", 130), file);
    const std::string good = read_file(file);
    CHECK(message_of([&] { (void)read_all(file, 129); }).starts_with("the archive is damaged"));
    for (std::size_t kept = 0; kept < good.size(); kept += 1 + good.size() / 300) {
        put_file(file, std::string_view(good).substr(0, kept));
        CHECK(message_of([&] { (void)read_all(file, 130); }).starts_with("the archive is damaged"));
    }
    for (std::size_t kept = good.size() - 60; kept < good.size(); ++kept) {
        put_file(file, std::string_view(good).substr(0, kept));
        CHECK(message_of([&] { (void)read_all(file, 130); }).starts_with("the archive is damaged"));
    }
    put_file(file, std::string(100, '\1') + "dateline columns");
    const SlotColumns older(file, 130);
    CHECK(older.is_of_older_program());
    CHECK_FALSE(older.of(field(FieldId::person).slot));
}

TEST_CASE("numbers in as many bytes as the greatest needs") {
    const std::tuple<std::uint64_t, unsigned> widths[] = {
        {0, 0}, {1, 1}, {255, 1}, {256, 2}, {65'535, 2}, {65'536, 3}, {0xFFFF'FFFF, 4}, {0x1'FFFF'FFFF, 5}};
    for (const auto& [greatest, width] : widths) {
        CHECK(width_of(greatest) == width);
        std::string bytes;
        put_numbers(bytes, std::vector<std::uint64_t>{greatest, 0, greatest / 2}, width);
        CHECK(bytes.size() == 3 * width);
        bytes += "behind them";
        const NumberArray numbers(bytes.data(), width);
        CHECK(numbers[0] == greatest);
        CHECK(numbers[1] == 0);
        CHECK(numbers[2] == greatest / 2);
    }
}

}  // namespace dateline
