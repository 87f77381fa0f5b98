#include "common/archive/slot_columns.h"

#include <random>

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "common/fields.h"
#include "indexer/archive/columns_writer.h"
#include "scratch.h"

namespace dateline {

namespace {

/// Documents of which a few have each value.
Xapian::WritableDatabase some_part(const std::filesystem::path& folder, std::uint32_t documents) {
    Xapian::WritableDatabase part(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    std::mt19937 random(5);
    for (std::uint32_t i = 0; i < documents; ++i) {
        Xapian::Document document;
        for (const std::uint32_t slot : slots_with_columns()) {
            if (random() % 3 == 0) document.add_value(slot, std::string(1 + random() % 200, char(random())));
        }
        part.add_document(document);
    }
    part.commit();
    return part;
}

/// The documents of that column that do not read as the database has them.
int wrong(const Xapian::Database& part, const SlotColumn& column, std::uint32_t slot,
          const std::vector<Xapian::docid>& documents) {
    std::vector<std::string_view> values(documents.size());
    column.read(documents, values);
    int differ = 0;
    for (std::size_t i = 0; i < documents.size(); ++i)
        differ += values[i] == part.get_document(documents[i]).get_value(slot) ? 0 : 1;
    return differ;
}

}  // namespace

TEST_CASE("columns hold what the slots hold, for all documents and for some") {
    const ScratchFolder scratch;
    (void)scratch.make();
    for (const std::uint32_t documents : {1U, 63U, 64U, 65U, 400U}) {
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
            CHECK(wrong(part, *columns.of(slot), slot, all) == 0);
            CHECK(wrong(part, *columns.of(slot), slot, some) == 0);
            CHECK(wrong(part, *columns.of(slot), slot, {documents}) == 0);
        }
        CHECK_FALSE(columns.of(fingerprint_slot));
    }
}

TEST_CASE("damaged columns are refused or read, never worse") {
    const ScratchFolder scratch;
    (void)scratch.make();
    write_columns(some_part(scratch / "part", 130), scratch / "columns");
    const std::string good = read_file(scratch / "columns");
    const auto read_all = [&] {
        const SlotColumns columns(scratch / "columns", 130);
        std::string_view value;
        for (const std::uint32_t slot : slots_with_columns()) {
            const SlotColumn* column = columns.of(slot);
            for (Xapian::docid document = 1; column && document <= 130; ++document)
                column->read({&document, 1}, {&value, 1});
        }
    };
    CHECK(message_of(read_all).empty());
    for (std::size_t kept : {std::size_t{0}, std::size_t{10}, good.size() / 2, good.size() - 1}) {
        write_durably(scratch / "columns", std::string_view(good).substr(0, kept));
        CHECK(message_of(read_all).starts_with("the archive is damaged"));
    }
    std::mt19937 random(6);
    for (int round = 0; round < 300; ++round) {
        std::string bad = good;
        bad[random() % bad.size()] = static_cast<char>(random());
        write_durably(scratch / "columns", bad);
        (void)message_of(read_all);
    }
}

}  // namespace dateline
