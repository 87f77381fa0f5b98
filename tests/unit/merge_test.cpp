#include "indexer/archive/merge.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "common/archive/layout.h"
#include "common/archive/record.h"
#include "common/archive/records_file.h"
#include "indexer/archive/document.h"
#include "scratch.h"

namespace dateline {

TEST_CASE("which parts are merged") {
    using Sizes = std::vector<std::uint64_t>;
    using Chosen = std::vector<std::size_t>;
    const Sizes ten_small{1000, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    const Sizes middle{1, 1, 1, 1, 1000, 1, 1, 1, 1, 1};
    const struct {
        Sizes sizes;
        Chosen between, at_end;
    } cases[] = {
        {{}, {}, {}},
        {{5}, {}, {}},
        {{1000, 500}, {}, {}},
        {{1000, 501}, {}, {0, 1}},
        {{501, 1000}, {}, {0, 1}},
        {{5, 5, 5}, {}, {0, 1, 2}},
        {{1000, 1, 1, 1, 1, 1, 1, 1, 1}, {}, {}},
        {ten_small, {1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 5, 6, 7, 8, 9}},
        {middle, {0, 1, 2, 3, 5, 6, 7, 8, 9}, {0, 1, 2, 3, 5, 6, 7, 8, 9}},
        // What is more than twice as large as all that is smaller stays.
        {{1000, 17, 1, 1, 1, 1, 1, 1, 1, 1}, {2, 3, 4, 5, 6, 7, 8, 9}, {2, 3, 4, 5, 6, 7, 8, 9}},
        {{1000, 16, 1, 1, 1, 1, 1, 1, 1, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 5, 6, 7, 8, 9}},
        {{90000, 9000, 3000, 1000, 300, 100, 30, 10, 3, 1}, {8, 9}, {8, 9}},
    };
    for (const auto& [sizes, between, at_end] : cases) {
        std::vector<Manifest::Part> parts;
        for (const std::uint64_t size : sizes)
            parts.push_back({.number = parts.size() + 1, .articles = size});
        CHECK(parts_to_merge(parts, MergeTime::between_batches) == between);
        CHECK(parts_to_merge(parts, MergeTime::at_end) == at_end);
    }
}

TEST_CASE("which parts are merged always, and which never") {
    std::vector<Manifest::Part> parts;
    for (std::uint64_t number = 1; number <= most_unmerged_parts; ++number)
        parts.push_back({.number = number, .articles = number == 3 ? 5000U : 1U});
    for (const MergeTime time : {MergeTime::between_batches, MergeTime::at_end})
        CHECK(parts_to_merge(parts, time, MergeMode::never).empty());
    CHECK(parts_to_merge({{.number = 1, .articles = 1000}, {.number = 2, .articles = 1}}, MergeTime::at_end,
                         MergeMode::always) == std::vector<std::size_t>{0, 1});
    CHECK(parts_to_merge({{.number = 1, .articles = 1000}, {.number = 2, .articles = 1}},
                         MergeTime::between_batches, MergeMode::always)
              .empty());
    // So many cost every search too much: all but the largest become one.
    parts.push_back({.number = most_unmerged_parts + 1, .articles = 1});
    const std::vector<std::size_t> chosen =
        parts_to_merge(parts, MergeTime::between_batches, MergeMode::never);
    CHECK(chosen.size() == most_unmerged_parts);
    CHECK(std::ranges::find(chosen, 2U) == chosen.end());
    CHECK_FALSE(worth_rewriting(100, 99, MergeMode::never));
    CHECK(worth_rewriting(100, 100, MergeMode::never));
    CHECK(merge_mode("auto") == MergeMode::automatic);
    CHECK_FALSE(merge_mode("sometimes"));
}

TEST_CASE("more pieces than there may be open files are merged in steps") {
    const ScratchFolder scratch;
    (void)scratch.make();
    GrowingNameBook names(scratch / "names", 0);
    DocumentMaker maker(names);
    std::vector<Piece> pieces;
    for (int piece = 0; piece < 135; ++piece) {
        const auto folder = scratch / ("segment" + std::to_string(piece));
        write_segment(folder,
                      {{article_of("id" + std::to_string(2 * piece), "Talks"), {}},
                       {article_of("id" + std::to_string(2 * piece + 1), "Quay"), {}}},
                      maker);
        pieces.push_back({folder, 2, {}});
        if (piece % 7 == 0) pieces.back().dead = {2};
    }
    const Piece merged = merge(pieces, scratch / "part-000001");
    CHECK(merged.articles == 270);
    REQUIRE(merged.dead.size() == 20);
    for (std::size_t i = 0; i < merged.dead.size(); ++i) CHECK(merged.dead[i] == 14 * i + 2);
    const RecordsFile records(layout::records(merged.folder));
    const Xapian::Database database(merged.folder.string());
    for (std::uint64_t number = 1; number <= 270; ++number) {
        CHECK(from_record(records.record(number)).id == "id" + std::to_string(number - 1));
        CHECK(*database.postlist_begin("Qid" + std::to_string(number - 1)) == number);
    }
    for (const auto& entry : std::filesystem::directory_iterator(scratch.path()))
        CHECK(entry.path().filename().string().find("-step-") == std::string::npos);
}

TEST_CASE("which parts are written anew") {
    CHECK_FALSE(worth_rewriting(100, 0));
    CHECK_FALSE(worth_rewriting(100, 20));
    CHECK(worth_rewriting(100, 21));
    CHECK(worth_rewriting(1, 1));
    CHECK_FALSE(worth_rewriting(0, 0));
}

TEST_CASE("merged pieces keep their articles in order, and the dead their articles") {
    const ScratchFolder scratch;
    (void)scratch.make();
    GrowingNameBook names(scratch / "names", 0);
    DocumentMaker maker(names);
    std::vector<Piece> pieces;
    int next = 0;
    for (const std::size_t size : {3, 1, 5}) {
        std::vector<Incoming> articles;
        for (std::size_t i = 0; i < size; ++i)
            articles.push_back({article_of("id" + std::to_string(++next), "Talks", {"some words"}), {}});
        const auto folder = scratch / ("piece" + std::to_string(size));
        write_segment(folder, articles, maker);
        pieces.push_back({folder, size, {static_cast<Xapian::docid>(size)}});
    }
    const Piece merged = merge(pieces, scratch / "merged");
    CHECK(merged.articles == 9);
    CHECK(merged.dead == DeadList{3, 4, 9});
    const Xapian::Database database(merged.folder.string());
    REQUIRE(database.get_doccount() == 9);
    const RecordsFile records(layout::records(merged.folder));
    REQUIRE(records.size() == 9);
    for (std::uint64_t number = 1; number <= 9; ++number)
        CHECK(from_record(records.record(number)).id == "id" + std::to_string(number));
    CHECK(database.get_termfreq("talk") == 9);
    CHECK(database.get_uuid() != Xapian::Database(pieces[0].folder.string()).get_uuid());
    CHECK(merge({pieces[1]}, scratch / "alone").articles == 1);
    CHECK(Xapian::Database((scratch / "alone").string()).get_uuid() !=
          Xapian::Database(pieces[1].folder.string()).get_uuid());
    put_file(scratch / "taken", "");
    CHECK_THROWS_AS((void)merge(pieces, scratch / "taken"), Error);
}

TEST_CASE("writers of segments pass their first failure on and end") {
    const ScratchFolder scratch;
    (void)scratch.make();
    GrowingNameBook names(scratch / "names", 0);
    for (const std::size_t threads : {1, 2, 5}) {
        SegmentWriters writers(threads, names, {});
        for (int i = 0; i < 10; ++i) {
            writers.write(scratch / (std::to_string(threads) + "-" + std::to_string(i)),
                          {{article_of("a", "Talks"), {}}});
        }
        writers.finish();
        put_file(scratch / ("file" + std::to_string(threads)), "");
        writers.write(scratch / ("file" + std::to_string(threads)), {{article_of("a", "Talks"), {}}});
        CHECK_THROWS_AS(writers.finish(), Error);
        CHECK_THROWS_AS(writers.finish(), Error);
        CHECK_THROWS_AS(writers.write(scratch / "late", {}), Error);
    }
}

}  // namespace dateline
