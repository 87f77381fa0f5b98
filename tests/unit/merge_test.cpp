#include "indexer/archive/merge.h"

#include <doctest/doctest.h>

#include "common/archive/record.h"
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
        {{1000, 100}, {}, {}},
        {{1000, 101}, {}, {0, 1}},
        {{101, 1000}, {}, {0, 1}},
        {{5, 5, 5}, {}, {0, 1, 2}},
        {{1000, 1, 1, 1, 1, 1, 1, 1, 1}, {}, {}},
        {ten_small, {1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 5, 6, 7, 8, 9}},
        {middle, {0, 1, 2, 3, 5, 6, 7, 8, 9}, {0, 1, 2, 3, 5, 6, 7, 8, 9}},
    };
    for (const auto& [sizes, between, at_end] : cases) {
        std::vector<Manifest::Part> parts;
        for (const std::uint64_t size : sizes)
            parts.push_back({.number = parts.size() + 1, .articles = size});
        CHECK(parts_to_merge(parts, MergeTime::between_batches) == between);
        CHECK(parts_to_merge(parts, MergeTime::at_end) == at_end);
    }
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
    for (Xapian::docid number = 1; number <= 9; ++number)
        CHECK(from_record(database.get_document(number).get_data()).id == "id" + std::to_string(number));
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
