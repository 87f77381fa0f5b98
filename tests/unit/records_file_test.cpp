#include "common/archive/records_file.h"

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "indexer/archive/records_writer.h"
#include "made_up_text.h"
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

void write(const std::filesystem::path& file, const std::vector<std::string>& records,
           RunDictionary* dictionary = nullptr) {
    RecordsWriter writer(file, dictionary);
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

/// Records that repeat phrases; enough of them for a dictionary when there are a thousand.
std::vector<std::string> news(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::string> records{""};
    while (records.size() < count) records.push_back(made_up_text(random, 40));
    return records;
}

void check_records(const RecordsFile& file, const std::vector<std::string>& records) {
    REQUIRE(file.size() == records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::string_view record = file.record(i + 1);
        CHECK(record == records[i]);
    }
    std::mt19937 random(7);
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::size_t at = random() % records.size();
        const std::string_view record = file.record(at + 1);
        CHECK(record == records[at]);
    }
}

/// Dictionaries of the file, spares included.
std::size_t dictionaries_in(const std::filesystem::path& path) {
    const std::string directory = RecordsFile(path).directory().bytes;
    std::size_t dictionaries = 0;
    for (std::string_view entries = directory; const auto entry = take_entry(entries);)
        dictionaries += entry->is_dictionary() ? 1 : 0;
    return dictionaries;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& records) {
    to.insert(to.end(), records.begin(), records.end());
}

const std::string damage_told = "the archive is damaged: its stored articles do not read";

}  // namespace

TEST_CASE("records that share a dictionary come back, and take less") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::vector<std::string> records = news(1500, 1);
    RunDictionary dictionary;
    write(scratch / "with", records, &dictionary);
    write(scratch / "without", records);
    check_records(RecordsFile(scratch / "with"), records);
    check_records(RecordsFile(scratch / "without"), records);
    CHECK(dictionaries_in(scratch / "with") == 2);  // and its spare
    CHECK(dictionaries_in(scratch / "without") == 0);
    CHECK(read_file(scratch / "with").ends_with("dateline stories"));  // older programs refuse it
    CHECK(read_file(scratch / "without").ends_with("dateline records"));
    CHECK(RecordsFile(scratch / "with").most_used_dictionary().bytes > 100'000);
    CHECK(RecordsFile(scratch / "without").most_used_dictionary().frame.empty());
}

TEST_CASE("too few records have no dictionary; the one that an archive has is taken over") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::vector<std::string> few = news(100, 2);
    RunDictionary none;
    write(scratch / "few", few, &none);
    CHECK(dictionaries_in(scratch / "few") == 0);
    check_records(RecordsFile(scratch / "few"), few);

    RunDictionary trained;
    std::filesystem::create_directory(scratch / "part");
    write(layout::records(scratch / "part"), news(1500, 3), &trained);
    RunDictionary taken;
    taken.prepare({scratch / "missing", scratch / "part"});
    write(scratch / "night", few, &taken);
    CHECK(dictionaries_in(scratch / "night") == 2);
    check_records(RecordsFile(scratch / "night"), few);
    CHECK(RecordsFile(scratch / "night").most_used_dictionary().frame == trained.get()->frame());

    // An archive of small runs has enough to train one, once a run needs it.
    std::filesystem::create_directory(scratch / "grown");
    write(layout::records(scratch / "grown"), news(1500, 4));
    RunDictionary late;
    late.prepare({scratch / "grown"});
    write(scratch / "next", few, &late);
    CHECK(dictionaries_in(scratch / "next") == 2);
}

TEST_CASE("a dictionary that does not fit is not taken over") {
    const ScratchFolder scratch;
    (void)scratch.make();
    RunDictionary trained;
    std::filesystem::create_directory(scratch / "part");
    write(layout::records(scratch / "part"), news(1500, 3), &trained);
    RunDictionary taken;
    taken.prepare({scratch / "part"});
    std::vector<std::string> others;
    std::mt19937 random(5);
    while (others.size() < 200) {
        std::string record;
        for (int i = 0; i < 100; ++i) record += "fähre " + std::to_string(random() % 100);
        others.push_back(record);
    }
    write(scratch / "others", others, &taken);
    CHECK(dictionaries_in(scratch / "others") == 0);
    check_records(RecordsFile(scratch / "others"), others);
}

TEST_CASE("joined files keep their dictionaries, each once") {
    const ScratchFolder scratch;
    (void)scratch.make();
    RunDictionary one;
    RunDictionary other;
    write(scratch / "a", news(1500, 1), &one);
    write(scratch / "b", news(300, 2), &one);
    write(scratch / "plain", news(50, 3));
    write(scratch / "c", news(1500, 4), &other);
    std::vector<std::string> wanted;
    for (const auto& [count, seed] : {std::pair(1500, 1U), {50, 3U}, {300, 2U}, {1500, 4U}, {300, 2U}})
        append(wanted, news(static_cast<std::size_t>(count), seed));
    {
        RecordsWriter writer(scratch / "joined");
        for (const char* name : {"a", "plain", "b", "c", "b"}) writer.add(RecordsFile(scratch / name));
        writer.finish();
    }
    check_records(RecordsFile(scratch / "joined"), wanted);
    CHECK(dictionaries_in(scratch / "joined") == 4);
    {
        RecordsWriter writer(scratch / "again", &one);
        writer.add(RecordsFile(scratch / "joined"));
        for (const std::string& record : news(200, 6)) writer.add(record);
        writer.add(RecordsFile(scratch / "plain"));
        writer.finish();
    }
    append(wanted, news(200, 6));
    append(wanted, news(50, 3));
    check_records(RecordsFile(scratch / "again"), wanted);
    CHECK(dictionaries_in(scratch / "again") == 4);
}

TEST_CASE("a damaged dictionary is replaced by its spare; without one its articles are damaged") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::vector<std::string> records = news(1200, 1);
    RunDictionary dictionary;
    write(scratch / "records", records, &dictionary);
    CHECK(RecordsFile(scratch / "records").damaged_dictionaries() == 0);
    const std::string frame = dictionary.get()->frame();
    std::string bytes = read_file(scratch / "records");
    bytes[frame.size() / 2] = static_cast<char>(bytes[frame.size() / 2] ^ 1);
    put_file(scratch / "records", bytes);
    check_records(RecordsFile(scratch / "records"), records);
    CHECK(RecordsFile(scratch / "records").damaged_dictionaries() == 1);
    const std::size_t spare = bytes.find(frame) + frame.size() / 2;
    bytes[spare] = static_cast<char>(bytes[spare] ^ 1);
    put_file(scratch / "records", bytes);
    CHECK(trouble(scratch / "records") == damage_told);
}

TEST_CASE("whatever byte of a file with a dictionary is changed, no other text is read") {
    const ScratchFolder scratch;
    (void)scratch.make();
    RunDictionary dictionary;
    write(scratch / "large", news(1200, 1), &dictionary);
    const std::vector<std::string> records = news(40, 8);
    write(scratch / "records", records, &dictionary);
    const std::string whole = read_file(scratch / "records");
    const std::size_t dictionary_end = dictionary.get()->frame().size();
    const std::size_t spare = whole.rfind(dictionary.get()->frame());
    std::size_t harmless = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        // Of a dictionary not every byte, which takes long.
        const bool in_dictionary = at < dictionary_end || (at >= spare && at < spare + dictionary_end);
        if (in_dictionary && at % 97 != 0) continue;
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
        put_file(scratch / "changed", bytes);
        const RecordsFile file(scratch / "changed");
        std::uint64_t wrong = 0;
        const std::string told = message_of([&] { wrong += file.size() == records.size() ? 0 : 1; });
        for (std::size_t i = 0; told.empty() && i < records.size(); ++i) {
            const std::string of_record = message_of([&] { wrong += file.record(i + 1) != records[i]; });
            if (!of_record.empty()) CHECK(of_record == damage_told);
        }
        if (!told.empty()) CHECK(told == damage_told);
        CHECK(wrong == 0);
        harmless += trouble(scratch / "changed").empty() ? 1 : 0;
    }
    CHECK(harmless < whole.size() / 20);  // in dictionaries, which are there twice
}

TEST_CASE("tables of pieces that lie are seen") {
    std::vector<RecordsPiece> pieces{{3, 10}, {300, 5}};
    const std::string table = piece_table(pieces);
    const std::string frames(15, 'f');
    const auto takes = [&](std::string block) {
        std::string_view rest = block;
        return has_piece_table(rest) && take_piece_table(rest, pieces) && rest.size() == frames.size();
    };
    CHECK(takes(table + frames));
    CHECK(pieces.size() == 2);
    CHECK_FALSE(takes(table + frames + "f"));
    CHECK_FALSE(takes(table + frames.substr(1)));
    for (std::size_t size = 0; size < table.size(); ++size) CHECK_FALSE(takes(table.substr(0, size)));
    for (std::size_t at = 0; at < table.size(); ++at) {
        std::string changed = table;
        changed[at] = static_cast<char>(changed[at] ^ 0x11);
        CHECK_FALSE(takes(changed + frames));
    }
    CHECK_FALSE(takes(piece_table({{1, ~std::uint64_t{0}}, {1, 16}}) + frames));
}

TEST_CASE("a directory that names a dictionary that is not there is none") {
    const ScratchFolder scratch;
    (void)scratch.make();
    std::string directory;
    put_entry(directory, {.records = 0, .bytes = 0, .stored_bytes = 1});
    put_file(scratch / "records", directory + records_trailer(directory, true));
    CHECK(trouble(scratch / "records") == damage_told);
    directory.clear();
    put_entry(directory, {.records = 0, .bytes = 4, .stored_bytes = 4});
    put_entry(directory, {.records = 1, .bytes = 4, .stored_bytes = 4});
    put_file(scratch / "records", "abcdabcd" + directory + records_trailer(directory, true));
    CHECK(trouble(scratch / "records") == damage_told);
    CHECK(RecordsFile(scratch / "records").most_used_dictionary().frame.empty());
}

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
