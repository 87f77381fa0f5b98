#include "indexer/copies/sketch_file.h"

#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "mutated.h"
#include "scratch.h"

namespace dateline {

namespace {

using Entries = std::map<SketchBucket, std::set<SketchEntry>>;

Entries random_entries(std::mt19937& random, std::uint64_t documents, int count) {
    Entries entries;
    for (int i = 0; i < count; ++i) {
        entries[random() % 5 * 3].insert(
            {static_cast<Fingerprint>(random() % 300), static_cast<Xapian::docid>(1 + random() % documents)});
    }
    return entries;
}

void write(const std::filesystem::path& file, std::uint64_t documents, const Entries& entries) {
    SketchWriter writer(file, documents);
    for (const auto& [bucket, inside] : entries) {
        for (const SketchEntry& entry : inside) writer.add(bucket, entry);
    }
    writer.finish();
}

Entries all_of(const SketchFile& file) {
    Entries entries;
    for (const SketchFile::Bucket& bucket : file.buckets()) {
        for (std::uint64_t i = bucket.first; i < bucket.first + bucket.entries; ++i)
            entries[bucket.bucket].insert(file.entry(i));
    }
    return entries;
}

}  // namespace

TEST_CASE("sketches are read as they were written") {
    const ScratchFolder scratch;
    (void)scratch.make();
    std::mt19937 random(6);
    for (const std::uint64_t documents : {std::uint64_t{1}, std::uint64_t{255}, std::uint64_t{256},
                                          std::uint64_t{70'000}, std::uint64_t{20'000'000}}) {
        for (const int count : {0, 1, 500}) {
            const Entries entries = random_entries(random, documents, count);
            write(scratch / "sketches", documents, entries);
            CHECK(all_of(SketchFile(scratch / "sketches", documents)) == entries);
        }
    }
}

TEST_CASE("seek finds the first entry that is not less") {
    const ScratchFolder scratch;
    (void)scratch.make();
    std::mt19937 random(7);
    write(scratch / "sketches", 40, random_entries(random, 40, 900));
    const SketchFile file(scratch / "sketches", 40);
    for (const SketchFile::Bucket& bucket : file.buckets()) {
        const std::uint64_t end = bucket.first + bucket.entries;
        for (Fingerprint wanted = 0; wanted <= 301; ++wanted) {
            std::uint64_t expected = bucket.first;
            while (expected < end && file.fingerprint(expected) < wanted) ++expected;
            CHECK(file.seek(wanted, bucket.first, end) == expected);
            CHECK(file.seek(wanted, expected, end) == expected);
        }
    }
}

TEST_CASE("joined files hold what the files hold, under the new numbers") {
    const ScratchFolder scratch;
    (void)scratch.make();
    std::mt19937 random(8);
    Entries expected;
    std::vector<SketchPiece> pieces;
    std::uint64_t before = 0;
    for (const std::uint64_t documents : {300, 1, 20, 500}) {
        const Entries entries = random_entries(random, documents, 200);
        const std::filesystem::path file = scratch / std::to_string(pieces.size());
        write(file, documents, entries);
        pieces.push_back({file, documents});
        for (const auto& [bucket, inside] : entries) {
            for (const auto& [fingerprint, document] : inside)
                expected[bucket].insert({fingerprint, document + static_cast<Xapian::docid>(before)});
        }
        before += documents;
    }
    merge_sketches(pieces, scratch / "merged");
    CHECK(all_of(SketchFile(scratch / "merged", before)) == expected);
    write(scratch / "at once", before, expected);
    CHECK(read_file(scratch / "merged") == read_file(scratch / "at once"));
}

TEST_CASE("the bucket of a day") {
    CHECK(bucket_of(std::nullopt) == 0);
    CHECK(bucket_of(earliest_day) > 0);
    CHECK(bucket_of(day_of(2026, 1, 1) + std::chrono::days(16)) == bucket_of(day_of(2026, 1, 1)) + 1);
    CHECK(bucket_of(day_of(1969, 12, 31)) + 1 == bucket_of(day_of(1970, 1, 1)));
}

TEST_CASE("damaged sketches are refused or read, never worse") {
    const ScratchFolder scratch;
    (void)scratch.make();
    std::mt19937 random(9);
    write(scratch / "sketches", 9, random_entries(random, 9, 60));
    const std::string good = read_file(scratch / "sketches");
    for (int i = 0; i < 2000; ++i) {
        put_file(scratch / "damaged", mutated(good, random));
        try {
            (void)all_of(SketchFile(scratch / "damaged", 9));
        } catch (const Error& error) {
            CHECK(error.message().find("damaged") != std::string::npos);
        }
    }
    CHECK_THROWS_AS(SketchFile(scratch / "none", 9), Error);
    for (std::size_t cut = 0; cut < good.size(); ++cut) {
        put_file(scratch / "damaged", good.substr(0, cut));
        CHECK_THROWS_AS(SketchFile(scratch / "damaged", 9), Error);
    }
}

}  // namespace dateline
