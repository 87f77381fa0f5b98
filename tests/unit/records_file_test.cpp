#include "common/archive/records_file.h"

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "indexer/archive/records_writer.h"
#include "scratch.h"

namespace dateline {

namespace {

/// Records of all sizes: empty ones, small ones, one larger than a block.
std::vector<std::string> some_records() {
    std::vector<std::string> records{"", "a", std::string(100'000, 'x') + "end"};
    for (int i = 0; i < 500; ++i)
        records.push_back("record " + std::to_string(i) + std::string(static_cast<std::size_t>(i), '.'));
    records.emplace_back();
    return records;
}

void write(const std::filesystem::path& file, const std::vector<std::string>& records) {
    RecordsWriter writer(file);
    for (const std::string& record : records) writer.add(record);
    writer.finish();
}

/// What reading every record of the file fails with, or nothing.
std::string trouble(const std::filesystem::path& path) {
    return message_of([&] {
        const RecordsFile file(path);
        for (std::uint64_t document = 1; document <= file.size(); ++document) (void)file.record(document);
    });
}

}  // namespace

TEST_CASE("records come back, in any order") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::vector<std::string> records = some_records();
    write(scratch / "records", records);
    const RecordsFile file(scratch / "records");
    REQUIRE(file.size() == records.size());
    for (std::size_t i = 0; i < records.size(); ++i) CHECK(file.record(i + 1) == records[i]);
    for (std::size_t i = records.size(); i-- > 0;) CHECK(file.record(i + 1) == records[i]);
    std::mt19937 random(7);
    for (int i = 0; i < 1000; ++i) {
        const std::size_t at = random() % records.size();
        CHECK(file.record(at + 1) == records[at]);
    }
    CHECK_THROWS_AS((void)file.record(0), Error);
    CHECK_THROWS_AS((void)file.record(records.size() + 1), Error);
}

TEST_CASE("a file without records") {
    const ScratchFolder scratch;
    (void)scratch.make();
    write(scratch / "records", {});
    const RecordsFile file(scratch / "records");
    CHECK(file.size() == 0);
    CHECK_THROWS_AS((void)file.record(1), Error);
}

TEST_CASE("files of records are joined in order") {
    const ScratchFolder scratch;
    (void)scratch.make();
    write(scratch / "one", {"a", "b"});
    write(scratch / "none", {});
    write(scratch / "many", some_records());
    {
        RecordsWriter writer(scratch / "joined");
        writer.add("first");
        for (const char* name : {"one", "none", "many"}) writer.add(RecordsFile(scratch / name));
        writer.add("last");
        writer.finish();
    }
    std::vector<std::string> wanted{"first", "a", "b"};
    for (std::string& record : some_records()) wanted.push_back(std::move(record));
    wanted.emplace_back("last");
    const RecordsFile joined(scratch / "joined");
    REQUIRE(joined.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(joined.record(i + 1) == wanted[i]);
}

TEST_CASE("an open file of records outlives its name") {
    const ScratchFolder scratch;
    (void)scratch.make();
    write(scratch / "records", {"a"});
    const RecordsFile file(scratch / "records");
    std::filesystem::remove(scratch / "records");
    CHECK(file.record(1) == "a");
    CHECK(trouble(scratch / "records") == "cannot open: No such file or directory");
}

TEST_CASE("a cut or changed file of records is an error, never another text") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::vector<std::string> records = some_records();
    write(scratch / "records", records);
    const std::string bytes = read_file(scratch / "records");
    const std::string damaged = "the archive is damaged: its stored articles do not read";
    for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 200) {
        put_file(scratch / "cut", bytes.substr(0, size));
        CHECK(trouble(scratch / "cut") == damaged);
    }
    std::mt19937 random(21578);
    for (int round = 0; round < 500; ++round) {
        put_file(scratch / "changed", mutated(bytes, random));
        const RecordsFile file(scratch / "changed");
        const std::string trouble = message_of([&] {
            const std::uint64_t size = file.size();
            CHECK(size == records.size());
            for (std::size_t i = 0; i < std::min(size, records.size()); ++i) {
                const std::string_view record = file.record(i + 1);
                CHECK(record == records[i]);
            }
        });
        if (!trouble.empty()) CHECK(trouble == damaged);
    }
}

TEST_CASE("a directory that lies does not make us ask for the memory") {
    const ScratchFolder scratch;
    (void)scratch.make();
    std::string directory;
    put_entry(directory, {.records = 1, .bytes = std::uint64_t{1} << 60, .stored_bytes = 4});
    put_file(scratch / "records", "abcd" + directory + records_trailer(directory));
    CHECK(trouble(scratch / "records") == "the archive is damaged: its stored articles do not read");
}

TEST_CASE("a directory with more records than bytes is no directory") {
    const ScratchFolder scratch;
    (void)scratch.make();
    std::string directory;
    put_entry(directory, {.records = ~std::uint64_t{0}, .bytes = 8, .stored_bytes = 4});
    put_entry(directory, {.records = 2, .bytes = 8, .stored_bytes = 4});
    put_file(scratch / "records", "abcdabcd" + directory + records_trailer(directory));
    CHECK(message_of([&] { (void)RecordsFile(scratch / "records").size(); }) ==
          "the archive is damaged: its stored articles do not read");
}

}  // namespace dateline
